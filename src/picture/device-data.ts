/** The 4 KiB of a page that a device writes into, and how far it has got. */
import type { Density } from './density.ts';
import type { PictureItem } from './drawing.ts';
import { behind, lettered } from './lettering.ts';
import type { DeviceTold } from './memory-input.ts';
import type { Section } from './section.ts';
import { textWidth } from './text-width.ts';

interface DataFrame {
  /** Where the row of pages ends. */
  readonly x: number;
  readonly left: number;
  readonly y: number;
  readonly width: number;
  readonly density: Density;
}

/** What a device is at, long and short. */
const stageTexts: Readonly<Record<DeviceTold['stage'], readonly [string, string]>> = {
  told: ['device may write from here', 'may write'],
  writing: ['device accepted, writes next', 'writes next'],
  done: ['device has written', 'written'],
};

/** The 4 KiB of each page that a device writes or wrote into. */
export function dataItems(devices: readonly DeviceTold[], frame: DataFrame): Section {
  const { density, width } = frame;
  const height = density.name === 'roomy' ? 36 : 26;
  const beside = width - frame.x >= 150;
  const x = beside ? frame.x : frame.left;
  let y = beside
    ? frame.y + (density.name === 'roomy' ? 14 : 6)
    : frame.y + density.looseHeight + 12;
  if (!beside && frame.x === frame.left) y = frame.y;
  const items: PictureItem[] = [];
  for (const { actor, page, stage } of devices) {
    const id = `device:${actor}`;
    const right = width - (density.name === 'roomy' ? 58 : 44);
    const dataWidth = Math.min(right - x, 240);
    const mark = x + dataWidth + (density.name === 'roomy' ? 46 : 32);
    const filled = { told: 0, writing: dataWidth / 2, done: dataWidth }[stage];
    items.push({ kind: 'data', id: `${id}.data`, x, y, width: dataWidth, height, filled });
    if (stage === 'writing') {
      const d = `M${mark - 12} ${y + height / 2}H${x + filled + 6}`;
      items.push({ kind: 'arrow', id: `${id}.write`, d, tone: 'half', head: true });
    }
    items.push({ kind: 'actor', id, actor, x: mark, y: y + height / 2, r: 9, letter: true });
    const owner = lettered(`${id}.page`, { x, y: y + height + 17 }, `${page}’s 4 KiB`, {
      size: 12,
      tone: 'ink2',
    });
    const room = mark + 12 - behind(owner);
    const [long, short] = stageTexts[stage];
    const text = textWidth(long, 12) < room ? long : short;
    items.push(owner);
    if (textWidth(text, 12) < room) {
      items.push(
        lettered(`${id}.stage`, { x: mark + 12, y: y + height + 17 }, text, {
          size: 12,
          tone: 'ink2',
          anchor: 'end',
        }),
      );
    }
    y += height + 26;
  }
  return { items, bottom: devices.length === 0 ? 0 : y - 4 };
}
