/**
 * Which bit of word 8 says "pinned" in a design that keeps the pin there. July's constant is a mask;
 * that of November is used as the number of a bit, so its listings name the bit instead.
 */

import type { Program } from '../listing/program.ts';

/** The number of the bit; undefined in a design that records no pin in word 8. */
export function pinFlagBit({ structs, constants }: Program): number | undefined {
  const page = structs.find(({ name }) => name === 'page');
  const field = page?.fields.find(({ name }) => name === 'dma_pinned_flags');
  if (field === undefined) return undefined;
  const mask = constants['PAGE_DMA_PINNED'] ?? 0n;
  return field.bits['dma_pinned'] ?? mask.toString(2).length - 1;
}
