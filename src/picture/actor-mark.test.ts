import { expect, test } from 'vitest';
import { actorMark, markPath } from './actor-mark.ts';

test('four CPUs have four shapes and four colours', () => {
  const marks = ['cpu0', 'cpu1', 'cpu2', 'cpu3'].map(actorMark);
  expect(marks.map(({ shape }) => shape)).toEqual(['circle', 'square', 'triangle', 'hexagon']);
  expect(new Set(marks.map(({ token }) => token)).size).toBe(4);
  expect(marks.map(({ letter }) => letter)).toEqual(['0', '1', '2', '3']);
});

test('a device is a diamond, numbered when there are several', () => {
  expect(actorMark('device')).toEqual({
    shape: 'diamond',
    token: 'dev',
    letter: 'D',
    name: 'device',
  });
  expect(actorMark('device1').letter).toBe('1');
});

test('an interrupt has the colour of its CPU and a shape of its own', () => {
  expect(actorMark('irq1')).toMatchObject({
    shape: 'wedge',
    token: 'cpu1',
    name: 'interrupt on CPU1',
  });
});

test('another id is refused with what is expected', () => {
  expect(() => actorMark('gpu0')).toThrow(
    '"gpu0" is no actor: expected cpu0, irq0, device or device0',
  );
});

test('a diamond of radius 10 reaches 12 px in each direction', () => {
  expect(markPath('diamond', 20, 20, 10)).toBe('M8,20L20,8L32,20L20,32Z');
});
