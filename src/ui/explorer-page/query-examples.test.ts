import { expect, test } from 'vitest';
import { compiledChoice, compilingLibrary } from '../../kernel/compiling-library.ts';
import { compiledQuery } from '../../worker/query/compiled-query.ts';
import { queryExamples } from './query-examples.ts';

const { designs, scenarios } = compilingLibrary.catalogue;
const choices = designs.flatMap((design) =>
  scenarios.map((scenario) => [scenario.id, design.id] as const),
);

test.each(choices)('the search understands every example in %s under %s', (scenario, design) => {
  const compiled = compiledChoice({ scenario, design, debug: 'vm' });
  if (!compiled.ok) throw new Error(compiled.error);
  const examples = queryExamples(compiled.value);
  expect(examples.length).toBeGreaterThan(2);
  const refused = examples.filter((example) => !compiledQuery(compiled.value, example).ok);
  expect(refused).toEqual([]);
});
