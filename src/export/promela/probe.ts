/** A probe of the program followed symbolically: what a function says about a state, as conditions. */
import type { Probe } from '../../listing/program.ts';
import type { Cells } from './cells.ts';
import { type Test, negated } from './half.ts';
import { Moment } from './moment.ts';
import { type Word, NotExpressible, combined, constantWord, signExtended, truth } from './word.ts';

export interface ProbeResult {
  readonly tests: readonly Test[];
  readonly result: Word;
}

/** Every way through the probe; one that memory does not let through gives 0. */
export function probeResults(probe: Probe, cells: Cells, argument: bigint): readonly ProbeResult[] {
  const start = new Moment(cells, () => constantWord(0n));
  start.setSlot(probe.argument, constantWord(argument));
  const results: ProbeResult[] = [];
  const open: { readonly moment: Moment; readonly at: number }[] = [
    { moment: start, at: probe.code.start },
  ];
  for (let step = 0; step < 10_000; step++) {
    const here = open.pop();
    if (here === undefined) return results;
    const { moment, at } = here;
    const op = probe.code.operations[at]?.op;
    switch (op?.kind) {
      case 'end':
        results.push({ tests: moment.tests, result: moment.slot(probe.result) });
        break;
      case 'set':
        moment.setSlot(op.to, moment.value(op.value));
        open.push({ moment, at: at + 1 });
        break;
      case 'jump':
        open.push({ moment, at: op.to });
        break;
      case 'branch': {
        const test = truth(moment.value(op.test));
        const yes = moment.where(test);
        const no = moment.where(negated(test));
        if (yes !== undefined) open.push({ moment: yes, at: op.then });
        if (no !== undefined) open.push({ moment: no, at: op.otherwise });
        break;
      }
      case 'load': {
        const { place } = op;
        const base = moment.value(place.base);
        const address = combined('+', false, base, constantWord(BigInt(place.offset))).constant;
        if (address === undefined || place.index !== undefined) {
          throw new NotExpressible(`the address of ${place.name} in ${probe.name}`);
        }
        if (cells.cellAt(address, place.width) === undefined) {
          results.push({ tests: moment.tests, result: constantWord(0n) });
          break;
        }
        const raw = moment.load(address, place.width, place);
        const bit = place.bit === undefined ? undefined : constantWord(1n << BigInt(place.bit));
        const word =
          bit === undefined
            ? place.signed && place.width === 4
              ? signExtended(raw.low)
              : raw
            : combined('&', false, raw, bit);
        moment.setSlot(op.to, word);
        open.push({ moment, at: at + 1 });
        break;
      }
      case 'enter':
      case 'leave':
      case 'warn':
        open.push({ moment, at: at + 1 });
        break;
      default:
        throw new NotExpressible(`${op?.kind ?? 'nothing'} in ${probe.name}`);
    }
  }
  throw new Error(`${probe.name} does not come to an end`);
}
