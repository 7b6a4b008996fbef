/** "Can this be?": a question about one state, answered from all that were searched. */
import { useEffect, useId, useRef, useState } from 'react';
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import type { Move } from '../../machine/state.ts';
import type { QueryAnswer } from '../../store/explorer-state.ts';
import { useExplorer, useExplorerActions } from './explorer-context.ts';
import { counted, grouped } from './number-text.ts';
import { queryExamples } from './query-examples.ts';
import { QueryHelp } from './query-help.tsx';
import './query-section.css';

export function QuerySection({
  compiled,
  onStepThrough,
}: {
  readonly compiled: CompiledScenario;
  readonly onStepThrough: (schedule: readonly Move[]) => void;
}) {
  const asked = useExplorer((state) => state.question);
  const answer = useExplorer((state) => state.answer);
  const { ask } = useExplorerActions();
  const [text, setText] = useState(asked);
  const id = useId();
  const told = useRef<HTMLDivElement>(null);
  const last = useRef(answer);
  // The box may stand at the lower edge: an answer below it would be no answer.
  useEffect(() => {
    if (last.current !== answer && ['answered', 'refused'].includes(answer.kind)) {
      told.current?.scrollIntoView({ block: 'nearest' });
    }
    last.current = answer;
  }, [answer]);
  return (
    <section className="query" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>Can this be?</h3>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void ask(text);
        }}
      >
        <label className="visually-hidden" htmlFor={`${id}-text`}>
          A condition on one state
        </label>
        <input
          id={`${id}-text`}
          className="field"
          value={text}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          placeholder={queryExamples(compiled)[0]}
          aria-describedby={`${id}-answer`}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
        <button type="submit" className="button">
          Ask
        </button>
      </form>
      <div ref={told} id={`${id}-answer`} className="query-answer" role="log" aria-label="Answer">
        {answer.kind === 'asked' && <p className="explorer-note">Looking…</p>}
        {answer.kind === 'refused' && <p className="bad">{answer.error}</p>}
        {answer.kind === 'answered' && (
          <AnswerText asked={asked} answer={answer.value} onStepThrough={onStepThrough} />
        )}
      </div>
      <p className="query-examples">
        {queryExamples(compiled).map((example) => (
          <button
            key={example}
            type="button"
            className="query-example"
            onClick={() => {
              setText(example);
              void ask(example);
            }}
          >
            <code>{example}</code>
          </button>
        ))}
      </p>
      <QueryHelp compiled={compiled} />
    </section>
  );
}

function AnswerText({
  asked,
  answer,
  onStepThrough,
}: {
  readonly asked: string;
  readonly answer: QueryAnswer;
  readonly onStepThrough: (schedule: readonly Move[]) => void;
}) {
  switch (answer.kind) {
    case 'found':
      return (
        <div className="query-found">
          <p>
            <b>Yes</b>, in {grouped(answer.states)} of {counted(answer.of, 'state')}. The shortest
            way there has {counted(answer.schedule.length, 'step')}.
          </p>
          <button
            type="button"
            className="button"
            onClick={() => {
              onStepThrough(answer.schedule);
            }}
          >
            Step there
          </button>
        </div>
      );
    case 'none':
      return answer.complete ? (
        <p>
          <b>No</b>: in none of all {counted(answer.of, 'state')}.
        </p>
      ) : (
        <p>
          <b>Not found</b> in the {counted(answer.of, 'state')} searched; that is no proof.
        </p>
      );
    case 'unclear': {
      const { line, column, length, message } = answer.problem;
      const before = asked.split('\n')[line - 1] ?? asked;
      return (
        <>
          <p className="bad">
            Column {column}: {message}.
          </p>
          <pre className="query-wrong" aria-hidden="true">
            {before}
            {'\n'}
            {' '.repeat(Math.max(0, column - 1))}
            {'^'.repeat(Math.max(1, length))}
          </pre>
        </>
      );
    }
    case 'forgotten':
      return <p>{answer.error}</p>;
  }
}
