/**
 * How an actor is recognised everywhere: a shape, a colour token and a letter, so that no actor is
 * told from another by hue alone. Ids are those of the program: cpu0, irq0, device, device1.
 */
import { curveLinearClosed, line } from 'd3-shape';

export type MarkShape = 'circle' | 'square' | 'triangle' | 'hexagon' | 'diamond' | 'wedge';

/** A colour token without its dashes; `<token>-ink` is what is written on it. */
type MarkToken = 'cpu0' | 'cpu1' | 'cpu2' | 'cpu3' | 'dev';

export interface ActorMark {
  readonly shape: MarkShape;
  readonly token: MarkToken;
  /** One character, drawn inside the shape. */
  readonly letter: string;
  /** How it is named in words: "CPU0", "interrupt on CPU0", "device". */
  readonly name: string;
}

const CPU_SHAPES: readonly MarkShape[] = ['circle', 'square', 'triangle', 'hexagon'];
const CPU_TOKENS: readonly MarkToken[] = ['cpu0', 'cpu1', 'cpu2', 'cpu3'];

/** Mark of the actor with this id. Shapes repeat from the fifth CPU on; its digit does not. */
export function actorMark(id: string): ActorMark {
  const match = /^(cpu|irq|device)(\d*)$/.exec(id);
  if (match === null)
    throw new Error(`"${id}" is no actor: expected cpu0, irq0, device or device0`);
  const [, kind, digits = ''] = match;
  const number = digits === '' ? 0 : Number(digits);
  const token = CPU_TOKENS[number % CPU_TOKENS.length] ?? 'cpu0';
  if (kind === 'device') {
    return {
      shape: 'diamond',
      token: 'dev',
      letter: digits === '' ? 'D' : digits,
      name: `device${digits === '' ? '' : ` ${digits}`}`,
    };
  }
  if (kind === 'irq') {
    return { shape: 'wedge', token, letter: 'i', name: `interrupt on CPU${number}` };
  }
  return {
    shape: CPU_SHAPES[number % CPU_SHAPES.length] ?? 'circle',
    token,
    letter: String(number),
    name: `CPU${number}`,
  };
}

/**
 * SVG path of a shape centred at (x, y), in px. `r` is the radius of the circle; the other shapes
 * are scaled to look equally heavy.
 */
export function markPath(shape: MarkShape, x: number, y: number, r: number): string {
  switch (shape) {
    case 'circle':
      return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
    case 'square':
      return polygon(
        x,
        y,
        [
          [-0.9, -0.9],
          [0.9, -0.9],
          [0.9, 0.9],
          [-0.9, 0.9],
        ],
        r,
      );
    case 'triangle':
      return polygon(
        x,
        y,
        [
          [0, -1.15],
          [1.15, 0.85],
          [-1.15, 0.85],
        ],
        r,
      );
    case 'hexagon':
      return polygon(
        x,
        y,
        [
          [-1.05, 0],
          [-0.55, -0.95],
          [0.55, -0.95],
          [1.05, 0],
          [0.55, 0.95],
          [-0.55, 0.95],
        ],
        r,
      );
    case 'diamond':
      return polygon(
        x,
        y,
        [
          [-1.2, 0],
          [0, -1.2],
          [1.2, 0],
          [0, 1.2],
        ],
        r,
      );
    case 'wedge':
      return polygon(
        x,
        y,
        [
          [-1.05, -0.85],
          [1.05, -0.85],
          [1.05, 0.15],
          [0, 1.1],
          [-1.05, 0.15],
        ],
        r,
      );
  }
}

function polygon(
  x: number,
  y: number,
  points: readonly (readonly [number, number])[],
  r: number,
): string {
  const outline = line().curve(curveLinearClosed).digits(2);
  return outline(points.map(([dx, dy]) => [x + dx * r, y + dy * r])) ?? '';
}
