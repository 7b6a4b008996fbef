/** The verdict matrix, searched while it is looked at. */
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { matrixTable } from '../kernel/matrix/matrix-table.ts';
import { properties } from '../kernel/property.ts';
import { browserMemory } from '../store/memory.ts';
import { matrixKey, type MatrixStore, matrixStore } from '../store/matrix/matrix-store.ts';
import { pageSearch } from '../store/page-search.ts';
import { MatrixPage } from '../ui/matrix-page/matrix-page.tsx';
import { pageLibrary } from './page-library.ts';
import { ruleHash } from './route.ts';

/**
 * The name of this file holds a number made of all that it imports, programs and engines included:
 * what an older release has found is not taken for this one's. A development server has no such names.
 */
const version = import.meta.env.DEV ? undefined : import.meta.url;

let known: MatrixStore | undefined;

/** Made when the matrix is first looked at, and kept as long as the page. */
function matrix(): MatrixStore {
  known ??= matrixStore(
    pageLibrary,
    pageSearch(),
    browserMemory(() => window.localStorage),
    version,
  );
  return known;
}

export function MatrixDocument({ back }: { readonly back: string }) {
  const store = matrix();
  const { results, searching, choices } = useStore(store);
  useEffect(() => {
    void store.getState().start();
    return () => {
      store.getState().stop();
    };
  }, [store]);
  const { catalogue } = pageLibrary;
  const titleOf = (id: string, all: readonly { readonly id: string; readonly title: string }[]) =>
    all.find((one) => one.id === id)?.title ?? id;
  const table = matrixTable(
    catalogue,
    (rule) => titleOf(rule, properties),
    (scenario, design) => results.get(matrixKey(scenario, design)),
  );
  const now =
    searching === undefined
      ? undefined
      : `${titleOf(searching.scenario, catalogue.scenarios)} under ${titleOf(searching.design, catalogue.designs)}`;
  const done = choices.filter((choice) => results.has(matrixKey(choice.scenario, choice.design)));
  return (
    <MatrixPage
      {...{ back, table }}
      progress={{ done: done.length, of: choices.length, now }}
      cellHash={(scenario, design, rule) => ruleHash({ scenario, design, debug: 'vm' }, rule)}
    />
  );
}
