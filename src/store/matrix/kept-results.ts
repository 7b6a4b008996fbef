/** Results of searches as the browser keeps them: only those of the very programs and engines in use. */
import type { MatrixResult } from '../../kernel/matrix/matrix-cell.ts';

/** By `scenario/design`. */
export type Results = ReadonlyMap<string, MatrixResult>;

export function keptResults(text: string | undefined, version: string): Results {
  if (text === undefined) return new Map();
  try {
    const kept: unknown = JSON.parse(text);
    if (!isKept(kept) || kept.version !== version) return new Map();
    return new Map(Object.entries(kept.results).filter((entry) => isResult(entry[1])));
  } catch {
    return new Map();
  }
}

/** Only searches are kept: what broke down, or could not be had, is tried again at the next visit. */
export function resultsText(results: Results, version: string): string {
  const lasting = [...results].filter(([, { kind }]) => kind === 'searched');
  return JSON.stringify({ version, results: Object.fromEntries(lasting) });
}

interface Kept {
  readonly version: string;
  readonly results: Readonly<Record<string, MatrixResult>>;
}

function isKept(value: unknown): value is Kept {
  return isObject(value) && typeof value['version'] === 'string' && isObject(value['results']);
}

function isResult(value: unknown): value is MatrixResult {
  if (!isObject(value)) return false;
  return (
    value['kind'] === 'searched' &&
    typeof value['states'] === 'number' &&
    typeof value['complete'] === 'boolean' &&
    isObject(value['broken']) &&
    Object.values(value['broken']).every(
      (one) =>
        isObject(one) && typeof one['steps'] === 'number' && typeof one['message'] === 'string',
    )
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
