import { expect, test } from 'vitest';
import { compiledChoice, compilingLibrary } from '../../kernel/compiling-library.ts';
import { compiledQuery } from '../../worker/query/compiled-query.ts';
import { queryExamples, queryForms, queryNames, queryWords } from './query-examples.ts';

const { designs, scenarios } = compilingLibrary.catalogue;
const choices = designs.flatMap((design) =>
  scenarios.map((scenario) => [scenario.id, design.id] as const),
);

test.each(choices)(
  'the search understands every example and form in %s under %s',
  (scenario, design) => {
    const compiled = compiledChoice({ scenario, design, debug: 'vm' });
    if (!compiled.ok) throw new Error(compiled.error);
    const [page = 'P', ...names] = queryNames(compiled.value);
    const pages = compiled.value.pages.map(({ name }) => name);
    const examples = [
      ...queryExamples(compiled.value),
      ...queryForms(compiled.value).map(({ form }) => form),
      ...queryWords(compiled.value).map((word) => `${page}.${word} > 0`),
      ...names.map((name) => (pages.includes(name) ? `${name} says pinned` : `${name} done`)),
    ];
    expect(examples.length).toBeGreaterThan(20);
    const refused = examples.filter((example) => !compiledQuery(compiled.value, example).ok);
    expect(refused).toEqual([]);
  },
);
