/** Hands a compiled scenario to the packed engines: its machine, and the properties in their parts. */
import type { LearnableModel } from '../explorer/packed/learnable-model.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { properties } from '../kernel/property.ts';
import type { Violation } from '../kernel/violation.ts';
import { learnableProgram, type LearningOptions, type Rules } from './learnable-program.ts';

export function learnableScenario(
  compiled: CompiledScenario,
  options: LearningOptions = { symmetry: false },
): LearnableModel {
  const { machine, map, program } = compiled;
  const hasPrivateLists = map.heads.some(({ kind }) => kind === 'private');
  const rules: Rules = {
    properties: properties.map(({ id }) => id),
    atStart() {
      const { state, effects } = machine.start();
      const moment = { compiled, state, effects, outcome: machine.outcome(state) };
      return bitsOf(properties.map((property) => property.check(moment)));
    },
    ofStep(effects, view, stop) {
      const step = { compiled, effects, view, ...(stop === undefined ? {} : { stop }) };
      return bitsOf(properties.map(({ parts }) => parts.ofStep?.(step)));
    },
    inState(state) {
      return bitsOf(properties.map(({ parts }) => parts.inState?.(compiled, state)));
    },
    atEnd(state) {
      const moment = { compiled, state, effects: [], outcome: machine.outcome(state) };
      return bitsOf(properties.map(({ parts }) => parts.atEnd?.(moment)));
    },
    observed(state, actor) {
      if (!hasPrivateLists || program.actors[actor]?.kind === 'device') return 0;
      return map.inListFunction[actor]?.[machine.at(state, actor)] === true ? 1 : 0;
    },
  };
  return learnableProgram(machine, rules, options);
}

/** Bit i is set when the i-th property is broken. */
function bitsOf(found: readonly (readonly Violation[] | undefined)[]): number {
  let bits = 0;
  for (const [bit, violations] of found.entries()) {
    if (violations !== undefined && violations.length > 0) bits |= 1 << bit;
  }
  return bits;
}
