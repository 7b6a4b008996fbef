/**
 * What can be done to a page under a design, as a user chooses it: every operation of the listings, with
 * the listing's own comment, grouped by the listing that has it. Nothing is listed here by name.
 */

import type { DesignLayer, ListingSource } from '../listing/request.ts';
import type { OperationOutline, Outline } from './outline.ts';

/** Operations of one kernel source file. */
export interface PaletteGroup {
  /** `mm`: the file of the listings, without folder and ending. */
  readonly id: string;
  /** The first words of the listing's own comment. */
  readonly title: string;
  /** In the order of the listings. */
  readonly operations: readonly OperationOutline[];
}

/** Groups with operations, those with most of them first. `outline`: of the same layers. */
export function paletteOf(
  layers: readonly DesignLayer[],
  outline: Outline,
): readonly PaletteGroup[] {
  const sources = layers.flatMap((layer) => layer.sources);
  const groups = new Map<string, OperationOutline[]>();
  for (const operation of outline.operations.values()) {
    const id = homeOf(operation, sources);
    groups.set(id, [...(groups.get(id) ?? []), operation]);
  }
  return [...groups]
    .map(([id, operations]) => ({ id, title: titleOf(id, operations, sources), operations }))
    .sort((a, b) => b.operations.length - a.operations.length);
}

/** `mm` for `july-2018/mm.step`. */
function stemOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.step$/, '');
}

/** The file that the base has it in: a text laid over everything says nothing about where it belongs. */
function homeOf({ name, file }: OperationOutline, sources: readonly ListingSource[]): string {
  const declares = new RegExp(`^(?:fn|operation|interrupt|device) ${name}\\(`, 'm');
  const first = sources.find(({ text }) => declares.test(text));
  return stemOf(first?.file ?? file);
}

/** What the latest listing of that name says of itself that has one of the operations. */
function titleOf(
  id: string,
  operations: readonly OperationOutline[],
  sources: readonly ListingSource[],
): string {
  const files = new Set(operations.map(({ file }) => file));
  const said = sources
    .filter(({ file }) => files.has(file) && stemOf(file) === id)
    .flatMap(({ text }) => firstWords(text) ?? []);
  return said.at(-1) ?? id;
}

/** The comment that a listing begins with, up to the first stop. */
function firstWords(text: string): string | undefined {
  const comment = /^(?:#.*\n)+/.exec(text)?.[0].replaceAll(/^# ?/gm, '').replaceAll('\n', ' ');
  return comment === undefined ? undefined : /^[^.,:;]+/.exec(comment)?.[0].trim();
}
