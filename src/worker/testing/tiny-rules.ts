/**
 * Test support: rules for the programs of tiny-program, one for each way in which a rule can look at
 * what happens: at the stop, at a word, at a ghost, at where an actor rests, at a step, at an end, and
 * at several of them.
 */
import type { Machine } from '../../machine/machine.ts';
import { PAGE } from '../../machine/testing/tiny-program.ts';
import { StateLayout } from '../../machine/state-layout.ts';
import type { Rules } from '../learnable-program.ts';

const tinyProperties = [
  'bug',
  'fault',
  'word-is-even',
  'pins-only-while-away',
  'no-store-of-one',
  'no-deadlock',
  'clean',
] as const;

export function tinyRules(machine: Machine): Rules {
  const layout = new StateLayout(machine.program);
  const word = layout.space.offsetOf(PAGE + 16n, 8);
  const flags = layout.space.offsetOf(PAGE, 8);
  const bits = (found: Partial<Record<(typeof tinyProperties)[number], boolean>>): number =>
    tinyProperties.reduce((all, name, bit) => all | (found[name] === true ? 1 << bit : 0), 0);
  const rules: Rules = {
    properties: tinyProperties,
    atStart() {
      const { state, effects } = machine.start();
      const outcome = machine.outcome(state);
      const stop = outcome.kind === 'stopped' ? outcome : undefined;
      const view = new DataView(state.buffer, state.byteOffset);
      const atEnd = outcome.kind === 'rest' || outcome.kind === 'stuck' ? rules.atEnd(state) : 0;
      return rules.ofStep(effects, view, stop) | rules.inState(state) | atEnd;
    },
    ofStep(effects, view, stop) {
      const stores = effects.some((effect) => effect.kind === 'write' && effect.value === 1n);
      return bits({
        bug: stop?.cause === 'bug',
        fault: stop?.cause === 'fault',
        'no-store-of-one': stores && view.getBigUint64(flags, true) === 0n,
        clean: effects.some(({ kind }) => kind === 'refused'),
      });
    },
    inState(state) {
      const isHome = rules.observed(state, 1) === 0;
      return bits({
        'word-is-even': ((machine.read(state, PAGE + 16n, 8) ?? 0n) & 1n) === 1n,
        'pins-only-while-away': isHome && machine.ghost(state, PAGE, 'pins') > 0n,
      });
    },
    atEnd(state) {
      const { kind } = machine.outcome(state);
      const view = new DataView(state.buffer, state.byteOffset);
      return bits({
        'no-deadlock': kind === 'stuck',
        clean: kind === 'rest' && view.getBigUint64(word, true) !== 0n,
      });
    },
    observed: (state, actor) => machine.at(state, actor) % 3,
  };
  return rules;
}
