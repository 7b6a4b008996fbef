/**
 * Which lines are needed: each line of some functions taken away in turn, compiled, and searched
 * within limits; what then breaks is told against what breaks anyway. In slices, as an exploration is.
 *
 *     const lines = new NeededLines(request, () => performance.now());
 *     while (lines.slice(25)) show(lines.progress());
 */
import { type Compiled, compileScenario } from '../kernel/compile-scenario.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { type Design, designById } from '../kernel/design.ts';
import { overlayFile } from '../kernel/edition.ts';
import { type LineDeletion, lineDeletions } from '../kernel/line-deletion.ts';
import {
  designFunctions,
  functionOfOverlay,
  joined,
  type OverlayPart,
  partsOf,
} from '../kernel/overlay.ts';
import { properties } from '../kernel/property.ts';
import type { FunctionLine, Program } from '../listing/program.ts';
import type { ExplorationLimits } from './exploration.ts';
import { InterpreterSearch } from './interpreter-search.ts';
import { learnableScenario } from './learnable-scenario.ts';
import { leftOutLines } from './left-out-lines.ts';
import { LineCoverage } from './line-coverage.ts';
import type {
  DeletedLine,
  DeletionOutcome,
  NeededLine,
  NeededLinesProgress,
  NeededLinesRequest,
  VerdictChange,
} from './needed-lines-report.ts';
import { PackedSearch } from './packed-search.ts';
import type { ScenarioSearch } from './scenario-search.ts';

/** So many states are searched before an engine is started, which takes longer than they do. */
const INTERPRETED_STATES = 10_000;

/** States between two looks at the clock. */
const BATCH = 500;

/** A line that touches nothing: an empty block cannot be written. */
const FILLER = 'nothing = 0';

interface Deletion {
  readonly deleted: DeletedLine;
  /** Index of the line behind the head of its function. */
  readonly belowHead: number;
  /** The listing over the design, without the line. */
  readonly overlay: string;
}

/** What a search within limits found. */
interface Found {
  readonly complete: boolean;
  readonly states: number;
  /** Steps of a shortest schedule, by property. */
  readonly broken: ReadonlyMap<string, number>;
}

export class NeededLines {
  readonly #request: NeededLinesRequest;
  readonly #design: Design;
  readonly #now: () => number;
  readonly #deletions: readonly Deletion[];
  readonly #work: Generator<undefined, void, undefined>;
  readonly #lines: NeededLine[] = [];
  #isBaseComplete: boolean | undefined;
  #states = 0;
  #isDone = false;

  /** `now`: a clock in milliseconds. Throws where there is no such design. */
  constructor(request: NeededLinesRequest, now: () => number) {
    const design = designById(request.design);
    if (design === undefined) throw new Error(`there is no design “${request.design}”`);
    this.#request = request;
    this.#design = design;
    this.#now = now;
    this.#deletions = deletionsOf(design, request);
    this.#work = this.#steps();
  }

  /** Works for about so many milliseconds. True while there is more to do. Throws where nothing compiles. */
  slice(milliseconds: number): boolean {
    const end = this.#now() + milliseconds;
    while (!this.#isDone && this.#now() < end) {
      if (this.#work.next().done === true) this.#isDone = true;
    }
    return !this.#isDone;
  }

  progress(): NeededLinesProgress {
    return {
      of: this.#deletions.length,
      lines: [...this.#lines],
      isBaseComplete: this.#isBaseComplete,
      states: this.#states,
      isDone: this.#isDone,
    };
  }

  *#steps(): Generator<undefined, void, undefined> {
    const compiled = this.#compiled(this.#request.overlay);
    if (!compiled.ok) throw new Error(compiled.error[0]?.message ?? 'it does not compile');
    const coverage = new LineCoverage(compiled.value.program);
    const base = yield* this.#search(compiled.value, coverage);
    this.#isBaseComplete = base.complete;
    const unreached = base.complete ? unreachedLines(compiled.value, coverage) : new Set<string>();
    const leftOut = leftOutLines(compiled.value);
    for (const { deleted, belowHead, overlay } of this.#deletions) {
      const line = `${deleted.fn}+${belowHead}`;
      const left = leftOut.get(line);
      const isLeft = left !== undefined && !(left.isHead && deleted.how === 'its block kept');
      const known: DeletionOutcome | undefined =
        isLeft && !unreached.has(deleted.fn)
          ? { kind: 'left-out', why: left.why }
          : unreached.has(deleted.fn) || unreached.has(line)
            ? { kind: 'unreached' }
            : undefined;
      this.#lines.push({ deleted, outcome: yield* this.#outcome(overlay, base, known) });
      this.#states = 0;
      yield undefined;
    }
  }

  *#outcome(
    overlay: string,
    base: Found,
    known: DeletionOutcome | undefined,
  ): Generator<undefined, DeletionOutcome, undefined> {
    const compiled = this.#compiled(overlay);
    yield undefined;
    if (!compiled.ok) {
      return { kind: 'refused', message: compiled.error[0]?.message ?? 'it does not compile' };
    }
    if (known !== undefined) return known;
    const found = yield* this.#search(compiled.value, new LineCoverage(compiled.value.program));
    const { complete, states } = found;
    return { kind: 'searched', complete, states, changes: changesOf(base, found) };
  }

  #compiled(text: string): Compiled<CompiledScenario> {
    const { scenario, debug } = this.#request;
    const overlay = text === '' ? {} : { overlay: { file: overlayFile, text } };
    return compileScenario({ design: this.#design, scenario, debug, ...overlay });
  }

  *#search(
    compiled: CompiledScenario,
    coverage: LineCoverage,
  ): Generator<undefined, Found, undefined> {
    const { limits } = this.#request;
    const few: ExplorationLimits = {
      ...limits,
      maxStates: Math.min(limits.maxStates, INTERPRETED_STATES),
    };
    const found = yield* this.#searched(new InterpreterSearch(compiled, coverage, few));
    if (found.complete || limits.maxStates <= INTERPRETED_STATES) return found;
    return yield* this.#searched(
      new PackedSearch('bfs', compiled, learnableScenario(compiled), limits),
    );
  }

  *#searched(search: ScenarioSearch): Generator<undefined, Found, undefined> {
    while (search.run(BATCH)) {
      this.#states = search.progress().states;
      yield undefined;
    }
    const { states } = search.progress();
    const { complete, violations } = search.findings();
    const lengths = violations.map(
      ({ property, schedule }) => [property, schedule.length] as const,
    );
    return { complete, states, broken: new Map(lengths) };
  }
}

/** All deletions of the functions asked about, in their order; of each the listing that is left. */
function deletionsOf(
  design: Design,
  { overlay, functions }: NeededLinesRequest,
): readonly Deletion[] {
  const parts = partsOf(overlay);
  return functions.flatMap((fn) => {
    const own = designFunctions(design).get(fn);
    const text = functionOfOverlay(overlay, fn) ?? own?.text;
    if (text === undefined) return [];
    const lines = text.split('\n');
    const head = lines.findIndex((line) => /^[^\s#]/.test(line));
    const without = (deletion: LineDeletion): string =>
      joined(withText(parts, { name: fn, source: own?.source, text: deletion.text })).text;
    return lineDeletions(text, FILLER)
      .filter(({ index }) => index > head)
      .map((deletion): Deletion => {
        const { index, how } = deletion;
        const shown = (lines[index] ?? '').replace(/\s*#.*$/, '').trim();
        return {
          deleted: { fn, line: index + 1, text: shown, how },
          belowHead: index - head,
          overlay: without(deletion),
        };
      });
  });
}

function withText(parts: readonly OverlayPart[], part: OverlayPart): readonly OverlayPart[] {
  const at = parts.findIndex(({ name }) => name === part.name);
  return at < 0 ? [...parts, part] : parts.with(at, { ...part, source: parts[at]?.source });
}

/** Functions by name, and lines as `put_page+3`, that no schedule comes to. */
function unreachedLines(
  { program }: CompiledScenario,
  coverage: LineCoverage,
): ReadonlySet<string> {
  const stacks = program.actors.flatMap(({ code }) => code.operations.map(({ stack }) => stack));
  const used = new Set(stacks.flat().map(({ fn }) => fn));
  const touching = touchingFunctions(program);
  const unused = program.functions.filter(({ name }, fn) => !used.has(fn) && touching.has(name));
  const lines = coverage.unreached().flatMap(({ fn, line }) => {
    const text = program.functions[fn];
    return text === undefined ? [] : [`${text.name}+${line - text.line}`];
  });
  return new Set([...unused.map(({ name }) => name), ...lines]);
}

/** Names of the functions that touch memory, by themselves or by what they call: others leave no trace. */
function touchingFunctions({ functions }: Program): ReadonlySet<string> {
  const touching = new Set<string>();
  for (let before = -1; touching.size > before;) {
    before = touching.size;
    for (const { name, lines } of functions) {
      if (lines.some((line) => touches(line, touching))) touching.add(name);
    }
  }
  return touching;
}

function touches({ kind, text }: FunctionLine, touching: ReadonlySet<string>): boolean {
  if (kind === 'call') return (text.match(/\w+(?=\()/g) ?? []).some((name) => touching.has(name));
  return kind !== 'ghost' && kind !== 'local';
}

/** What stands otherwise; a search that was cut off says nothing of what does not break. */
function changesOf(base: Found, found: Found): readonly VerdictChange[] {
  return properties.flatMap(({ id, title }) => {
    const before = base.broken.get(id);
    const after = found.broken.get(id);
    if (before === after || (after === undefined && !found.complete)) return [];
    if (before === undefined && !base.complete) return [];
    return [{ property: id, title, before, after }];
  });
}
