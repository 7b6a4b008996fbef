/**
 * Where the objects of a scenario stand. Addresses look as on x86-64 without KASLR: struct pages in
 * the vmemmap, everything else in the direct map, per-CPU objects in one area per CPU.
 */

import type { PlacedObject } from '../listing/program.ts';
import { type PlacedPage, pageAddress } from './memory-map.ts';
import type { Outline } from './outline.ts';
import type { Scenario } from './scenario.ts';
import { leftOut } from './scenario-switch.ts';

/** First address of the objects that exist once, of those per CPU, and of what a page owns. */
const nodeArea = 0xffff88000e30a000n;
const perCpuArea = 0xffff88000fc00000n;
const mappingAddress = 0xffff88000d6e1a00n;
const slotArea = 0xffff88000b2c4028n;
const pteArea = 0xffff88000a3c5000n;

/** Distance between two objects of an area, and between the areas of two CPUs. */
const objectStride = 0x100n;
const cpuStride = 0x100000n;

/** The one address_space of the scenario: all its file pages belong to one file. */
export const mappingName = 'mapping';

/** Pages of a scenario at their addresses. */
export function placedPages(scenario: Scenario): readonly PlacedPage[] {
  return scenario.pages.map(({ name, pfn }) => ({ name, pfn, address: pageAddress(pfn) }));
}

/** Everything a program for this scenario has to know by name: pages first. */
export function placedObjects(scenario: Scenario, outline: Outline): readonly PlacedObject[] {
  const pages = placedPages(scenario);
  const declared = outline.objects;
  const single = declared.filter((object) => !object.perCpu);
  const perCpu = declared.filter((object) => object.perCpu);
  const absent = leftOut(scenario, outline);
  const all: readonly PlacedObject[] = [
    ...pages.map(({ name, address }) => ({ name, struct: 'page', address })),
    ...single.map(({ name, struct }, i) => ({
      name,
      struct,
      address: nodeArea + BigInt(i) * objectStride,
    })),
    ...scenario.cpus.flatMap((_, cpu) =>
      perCpu.map(({ name, struct }, i) => ({
        name,
        struct,
        address: perCpuArea + BigInt(cpu) * cpuStride + BigInt(i) * objectStride,
        cpu,
      })),
    ),
    { name: mappingName, struct: 'address_space', address: mappingAddress },
    ...eachPage(scenario, 'slot', slotArea),
    ...eachPage(scenario, 'pte', pteArea),
  ];
  return all.filter(({ name }) => !absent.has(name));
}

/** One object of 8 bytes per page, side by side as in the array it lies in. */
function eachPage(scenario: Scenario, struct: string, area: bigint): readonly PlacedObject[] {
  return scenario.pages.map(({ name }, i) => ({
    name: `${struct}_${name}`,
    struct,
    address: area + BigInt(i) * 8n,
  }));
}
