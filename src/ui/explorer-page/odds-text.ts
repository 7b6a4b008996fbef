/** How likely a property breaks, in words: a share of all schedules, and what a coin comes to. */
import type { Odds } from '../../store/explorer-state.ts';
import { capitalised } from '../../trace/sentence.ts';
import { grouped, wholeText } from './number-text.ts';

/** `23%`, `0.4%`, `less than 0.1%`, `more than 99.9%`; `all` and `none` only where that is exact. */
export function shareText({ schedules, breaking }: Odds): string {
  const [all, part] = [BigInt(schedules), BigInt(breaking)];
  if (part === 0n) return 'none';
  if (part === all) return 'all';
  const tenths = Number((part * 1000n + all / 2n) / all);
  if (tenths === 0) return 'less than 0.1%';
  if (tenths === 1000) return 'more than 99.9%';
  return `${tenths < 100 || tenths > 900 ? tenths / 10 : Math.round(tenths / 10)}%`;
}

/** One run in so many: `1,529,400`, `1.3`, `about 4.1 × 10^12`. */
export function runsText(likelihood: number): string {
  if (likelihood <= 0) return 'never';
  const runs = 1 / likelihood;
  if (runs < 10) return String(Number(runs.toFixed(1)));
  if (runs < 1e9) return grouped(roundedTo(runs, 4));
  const exponent = Math.floor(Math.log10(runs));
  return `about ${(runs / 10 ** exponent).toFixed(1)} × 10^${exponent}`;
}

export interface OddsSentence {
  readonly share: string;
  readonly rest: string;
  /** One run in so many; absent where every run breaks it. */
  readonly runs?: string;
  /** Why the share and the runs differ so much; absent where they do not. */
  readonly because?: string;
}

/** Of the share of the schedules and the odds of a run, as one sentence in parts. */
export function oddsSentence(odds: Odds): OddsSentence {
  const number = wholeText(odds.schedules);
  const all = `${number.startsWith('about') ? '' : 'the '}${number} schedules`;
  const many = shareText(odds);
  if (odds.schedules === '1') {
    return { share: 'Every run', rest: ' breaks it: there is one schedule, and it does.' };
  }
  if (many === 'all')
    return { share: 'Every one', rest: ` of ${all} breaks it: so does every run.` };
  const part = Number((BigInt(odds.breaking) * 1_000_000n) / BigInt(odds.schedules)) / 1_000_000;
  const { however, finds, because } =
    odds.likelihood < part / 3
      ? { however: 'yet', finds: 'finds', because: RARER }
      : odds.likelihood > part * 3
        ? { however: 'yet', finds: 'already finds', because: COMMONER }
        : { however: 'and', finds: 'finds' };
  return {
    share: capitalised(many),
    rest: ` of ${all} break it, ${however} flipping a coin at every step ${finds} one in`,
    runs: runsText(odds.likelihood),
    ...(because === undefined ? {} : { because }),
  };
}

const RARER =
  'That is because the share counts each schedule once, while a coin at every step makes some schedules far likelier than others, and those that break it are among the unlikely ones.';
const COMMONER =
  'That is because the share counts each schedule once, while a coin at every step makes some schedules far likelier than others, and those that break it are among the likely ones.';

/** The chance that a stress test of so many runs meets it. */
export function stressText({ likelihood }: Odds, runs: number): string {
  const chance = -Math.expm1(runs * Math.log1p(-likelihood));
  const percent = chance * 100;
  const many = grouped(runs);
  if (likelihood >= 1 || percent > 99.9)
    return `A stress test of ${many} runs all but surely meets it.`;
  if (percent < 0.01)
    return `A stress test of ${many} runs meets it once in ${runsText(chance)} tries.`;
  return `A stress test of ${many} runs meets it with ${percent < 1 ? percent.toFixed(2) : percent.toFixed(0)}% probability.`;
}

function roundedTo(value: number, digits: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - digits + 1);
  return Math.round(value / unit) * unit;
}
