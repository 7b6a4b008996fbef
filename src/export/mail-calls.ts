/** The calls that an actor is in, folded from the effects: names with their arguments. */
import type { Effect } from '../machine/effect.ts';
import type { Run } from '../trace/run.ts';
import { valueText } from '../trace/value-text.ts';
import { ascii } from './mail-step.ts';

/** A call under way. Different for every call. */
export interface Call {
  /** `get_page(P)` */
  readonly text: string;
}

export class Calls {
  readonly #run: Run;
  readonly #open: readonly Call[][];

  /** As the calls are before anybody has moved. */
  constructor(run: Run) {
    this.#run = run;
    this.#open = run.compiled.program.actors.map(() => []);
    for (const effect of run.start.effects) this.follow(effect);
  }

  /** Those of an actor, outermost first, the script itself left out. */
  of(actor: number): readonly Call[] {
    return this.#open[actor] ?? [];
  }

  follow(effect: Effect): void {
    const open = this.#open[effect.actor];
    if (open === undefined) return;
    if (effect.kind === 'leave') open.pop();
    if (effect.kind !== 'enter') return;
    const { compiled } = this.#run;
    const args = effect.args.map((value) => ascii(valueText(compiled, value)));
    const name = compiled.program.functions[effect.fn]?.name ?? '';
    open.push({ text: `${name}(${args.join(', ')})` });
  }
}
