/** Numbers as people read them: grouped, rounded where they are measured, in words where they are few. */

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** `18,386,694,522`. */
export function grouped(value: number | bigint): string {
  return value.toLocaleString('en');
}

/** `1 state`, `622 states`. */
export function counted(value: number, thing: string): string {
  return `${grouped(value)} ${thing}${value === 1 ? '' : 's'}`;
}

/** `three` up to nine, then digits. */
export function inWords(value: number): string {
  return WORDS[value] ?? grouped(value);
}

/** `512 kB`, `12.3 MB`, `1,024 MB`. */
export function byteText(bytes: number): string {
  if (bytes < 1_000_000) return `${grouped(Math.max(1, Math.round(bytes / 1000)))} kB`;
  const megabytes = bytes / 1_000_000;
  return `${megabytes < 100 ? megabytes.toFixed(1) : grouped(Math.round(megabytes))} MB`;
}

/** `less than 1 ms`, `12 ms`, `3.4 s`, `2 min 5 s`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1) return 'less than 1 ms';
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(Math.round(seconds) / 60)} min ${Math.round(seconds) % 60} s`;
}

/** States in a second: `1.2 million`, `43,000`; two or three digits of it. */
export function rateText(states: number, milliseconds: number): string | undefined {
  if (milliseconds < 5) return undefined;
  const rate = (states / milliseconds) * 1000;
  if (rate >= 999_500) return `${(rate / 1_000_000).toFixed(1)} million`;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, rate))) - 1);
  return grouped(Math.round(rate / unit) * unit);
}

/** A whole number of any length: in full up to 15 digits, then `about 1.8 × 10^25`. */
export function wholeText(decimal: string): string {
  if (decimal.length <= 15) return grouped(BigInt(decimal));
  const exponent = decimal.length - 1;
  const [first, tenths] = (Number(decimal.slice(0, 3)) / 100).toFixed(1).split('.');
  // 9.96 is 10.0: one power more.
  return first === '10'
    ? `about 1.0 × 10^${exponent + 1}`
    : `about ${first}.${tenths} × 10^${exponent}`;
}
