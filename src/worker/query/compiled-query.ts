/** A question made ready to be put to states. */
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import { listExists, listWalk } from '../../kernel/lists.ts';
import { pageSaysPinned } from '../../kernel/page-words.ts';
import type { State } from '../../machine/state.ts';
import { lockWords } from '../../trace/held-locks.ts';
import type { QueryProblem } from './query-answer.ts';
import { actorAt, listAt, pageAt, spanOf, textOf, unknown } from './query-names.ts';
import { parsedQuery } from './query-parser.ts';
import { problemOf, QueryMistake } from './query-problem.ts';
import type { Comparison, Condition, Path } from './query-syntax.ts';
import { readingOf, wordAt } from './query-term.ts';

/** Whether it is so in a state. */
type StateTest = (state: State) => boolean;

export type CompiledQuery =
  | { readonly ok: true; readonly value: StateTest }
  | { readonly ok: false; readonly error: QueryProblem };

/** Reads a question about a scenario, or says where it goes wrong. */
export function compiledQuery(compiled: CompiledScenario, text: string): CompiledQuery {
  try {
    const actors = compiled.program.actors.map(({ id }) => id);
    return { ok: true, value: testOf(compiled, parsedQuery(text, actors)) };
  } catch (error) {
    if (error instanceof QueryMistake) return { ok: false, error: problemOf(text, error) };
    throw error;
  }
}

type ConditionOf<K extends Condition['kind']> = Extract<Condition, { kind: K }>;

function testOf(compiled: CompiledScenario, condition: Condition): StateTest {
  const { machine } = compiled;
  switch (condition.kind) {
    case 'all': {
      const tests = condition.of.map((one) => testOf(compiled, one));
      return (state) => tests.every((test) => test(state));
    }
    case 'any': {
      const tests = condition.of.map((one) => testOf(compiled, one));
      return (state) => tests.some((test) => test(state));
    }
    case 'not': {
      const test = testOf(compiled, condition.of);
      return (state) => !test(state);
    }
    case 'compared': {
      const left = readingOf(compiled, condition.left);
      const right = readingOf(compiled, condition.right);
      const is = comparers[condition.comparison];
      return (state) => is(left(state), right(state));
    }
    case 'says': {
      const page = pageAt(compiled, condition.path);
      return (state) => pageSaysPinned(compiled, state, page) === condition.pinned;
    }
    case 'has':
      return flagTest(compiled, condition);
    case 'on':
      return listTest(compiled, condition);
    case 'at':
      return lineTest(compiled, condition);
    case 'held':
      return lockTest(compiled, condition);
    case 'status':
      return statusTest(compiled, condition);
    case 'ending':
      return (state) => machine.outcome(state).kind === condition.ending;
  }
}

const comparers: Readonly<Record<Comparison, (left: bigint, right: bigint) => boolean>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/** `P has PG_lru`, `P.flags has PG_lru`, `pte_P has dirty`. */
function flagTest(compiled: CompiledScenario, { path, bit }: ConditionOf<'has'>): StateTest {
  const isPage = path.length === 1 && compiled.pages.some(({ name }) => name === path[0]?.text);
  const flags = { text: 'flags', at: path[0]?.at ?? 0, length: path[0]?.length ?? 1 };
  const { address, field } = wordAt(compiled, isPage ? [...path, flags] : path);
  const names = Object.keys(field.bits);
  const number = field.bits[bit.text] ?? field.bits[bit.text.replace(/^PG_/, '')];
  if (number === undefined) {
    const isFlags = address !== undefined && names.includes('lru');
    const known = isFlags ? names.map((name) => `PG_${name}`) : names;
    throw unknown(bit, `flag of ${textOf(path)} called`, bit.text, known);
  }
  const mask = 1n << BigInt(number);
  return (state) => ((compiled.machine.read(state, address, field.width) ?? 0n) & mask) !== 0n;
}

function listTest(compiled: CompiledScenario, { path, list }: ConditionOf<'on'>): StateTest {
  const { name } = pageAt(compiled, path);
  const heads = list === undefined ? compiled.lists : [listAt(compiled, list)];
  const isOn = (state: State): boolean =>
    heads.some((head) => {
      if (!listExists(compiled, state, head)) return false;
      return listWalk(compiled, state, head).pages.includes(name);
    });
  return list === undefined ? (state) => !isOn(state) : isOn;
}

/** The function and line that an actor is at: its next line, or a call on the way there. */
function lineTest(compiled: CompiledScenario, { actor, fn, line }: ConditionOf<'at'>): StateTest {
  const index = actorAt(compiled, actor);
  const { functions, actors } = compiled.program;
  const operations = actors[index]?.code.operations ?? [];
  const numbers = functions.flatMap((one, at) => (one.name === fn.text ? [at] : []));
  if (numbers.length === 0) {
    const called = new Set(operations.flatMap(({ stack }) => stack.map((frame) => frame.fn)));
    const names = [...called].map((at) => functions[at]?.name ?? '');
    throw unknown(fn, 'function', fn.text, names);
  }
  const lines = numbers.flatMap((at) => functions[at]?.lines.map(({ number }) => number) ?? []);
  if (line !== undefined && !lines.includes(line.number)) {
    const span = `${Math.min(...lines)} to ${Math.max(...lines)}`;
    throw new QueryMistake(line, `${fn.text} has no line ${line.number}; it has lines ${span}`);
  }
  const isThere = operations.map(({ stack }) =>
    stack.some((frame) => {
      return numbers.includes(frame.fn) && (line === undefined || frame.line === line.number);
    }),
  );
  if (!isThere.includes(true)) {
    const where = line === undefined ? fn.text : `line ${line.number} of ${fn.text}`;
    throw new QueryMistake(fn, `${textOf(actor)} never runs ${where} in this scenario`);
  }
  return (state) => isThere[nextOperation(compiled, state, index)] === true;
}

/** What an actor does next: a touch, or where it has come to its end. */
function nextOperation({ machine }: CompiledScenario, state: State, actor: number): number {
  return machine.touchAhead(state, actor) ?? machine.at(state, actor);
}

function statusTest(compiled: CompiledScenario, condition: ConditionOf<'status'>): StateTest {
  const actor = actorAt(compiled, condition.actor);
  const { machine, program } = compiled;
  const epilogue = program.actors[actor]?.code.epilogue;
  return (state) => {
    const isDone = epilogue !== undefined && machine.at(state, actor) >= epilogue;
    const { kind } = machine.status(state, actor);
    switch (condition.status) {
      case 'done':
        return isDone || kind === 'done' || kind === 'finished';
      case 'waits':
        return kind === 'waiting';
      case 'ready':
        return kind === 'ready';
      case 'idle':
        return kind === 'idle';
    }
  };
}

function lockTest(compiled: CompiledScenario, { path, by }: ConditionOf<'held'>): StateTest {
  const address = lockAt(compiled, path);
  const actor = by === undefined ? undefined : actorAt(compiled, by);
  return (state) => {
    const holder = compiled.machine.holder(state, address);
    return actor === undefined ? holder !== undefined : holder === actor;
  };
}

/** `lru_lock`, where only one is called so; `node.lru_lock` */
function lockAt(compiled: CompiledScenario, path: Path): bigint {
  const locks = lockWords(compiled.program);
  const named = locks.filter(({ name }) => name === textOf(path));
  const [only] = named;
  if (only !== undefined && named.length === 1) return only.address;
  const names = locks.map(({ name }) => name);
  if (path.length === 1) throw unknown(spanOf(path), 'lock', textOf(path), names);
  const { address, field } = wordAt(compiled, path);
  if (field.kind === 'spinlock') return address;
  const some = names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '');
  throw new QueryMistake(spanOf(path), `${textOf(path)} is no lock; there are ${some}`);
}
