/**
 * What is wrong with an overlay: in its own text, with places, and elsewhere by its doing, as
 * sentences that name the place. Nothing where the scenario can run with it.
 */
import type { Problem } from '../listing/problem.ts';
import { compileScenario } from './compile-scenario.ts';
import type { CompiledScenario, DebugSetting } from './compiled-scenario.ts';
import type { Design } from './design.ts';
import { overlayFile } from './edition.ts';
import { designFunctions } from './overlay.ts';
import type { Scenario } from './scenario.ts';

export interface OverlayRequest {
  readonly design: Design;
  readonly scenario: Scenario;
  readonly debug: DebugSetting;
  readonly text: string;
}

export interface OverlayProblems {
  /** In the order of the lines; `file` is `edited.step`. */
  readonly own: readonly Problem[];
  /** "In get_user_pages (v4.18/gup.step, line 7): …", the hint behind it. */
  readonly elsewhere: readonly string[];
}

/** Everything that is wrong; both lists are empty where it compiles. */
export function overlayProblems(request: OverlayRequest): OverlayProblems {
  const compiled = compiledOverlay(request);
  if (compiled.ok) return { own: [], elsewhere: [] };
  const own = compiled.error.filter(({ file }) => file === overlayFile);
  const others = compiled.error.filter(({ file }) => file !== overlayFile);
  const elsewhere = others.map((problem) => sentenceAt(request.design, problem));
  return { own, elsewhere: [...new Set(elsewhere)] };
}

function compiledOverlay({
  design,
  scenario,
  debug,
  text,
}: OverlayRequest):
  | { readonly ok: true; readonly value: CompiledScenario }
  | { readonly ok: false; readonly error: readonly Problem[] } {
  if (text.trim() === '') return compileScenario({ design, scenario, debug });
  return compileScenario({ design, scenario, debug, overlay: { file: overlayFile, text } });
}

function sentenceAt(design: Design, { file, line, message, hint }: Problem): string {
  const said = hint === undefined ? message : `${message} (${hint})`;
  if (file.startsWith('scenario')) return `In the scenario: ${said}`;
  const around = [...designFunctions(design).values()].findLast(
    (fn) => fn.file === file && fn.line <= line,
  );
  const place = `${file}, line ${line}`;
  return around === undefined ? `In ${place}: ${said}` : `In ${around.name} (${place}): ${said}`;
}
