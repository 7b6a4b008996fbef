/**
 * Accesses that memory cannot serve, and whose mistake they are: an address that no kernel maps is
 * a bug of the code under test, a plausible one that the scenario leaves out is a gap of ours.
 */
import type { Fault } from './effect.ts';

/** Below this nothing is ever mapped, so that a null pointer plus an offset faults. */
const FIRST_PAGE_END = 4096n;
/** Start of the kernel's half of the canonical addresses (x86-64, four levels of page tables). */
const KERNEL_START = 0xffff800000000000n;
/** From here on, a pointer is an error number: the kernel's MAX_ERRNO is 4095. */
const ERROR_POINTERS = 0xfffffffffffff001n;

/**
 * `wild` for null and small numbers, user space, non-canonical words (the list poisons) and error
 * numbers, and misaligned addresses; `outside` for any other address of the kernel's half. Compilers
 * align the words of a struct: an address that is no multiple of the access's `width` in bytes, such
 * as that of a list link with a flag set in it, comes from a mangled pointer.
 */
export function faultKind(address: bigint, width: number): Fault['kind'] {
  const isPlausible = address >= KERNEL_START && address < ERROR_POINTERS;
  return isPlausible && address % BigInt(width) === 0n ? 'outside' : 'wild';
}

/** 16 digits, as the kernel prints a word. */
function hexWord(value: bigint): string {
  return value.toString(16).padStart(16, '0');
}

/** One sentence: what was tried, where, and why it cannot be served. */
export function faultText(fault: Fault): string {
  const what = `${fault.access} of ${fault.place} at ${hexWord(fault.address)}`;
  if (fault.kind === 'outside') {
    return `${what}: outside the scenario, a kernel address that is not modelled here`;
  }
  return `${what}: a wild pointer, ${wildReason(fault.address)}`;
}

function wildReason(address: bigint): string {
  if (address < FIRST_PAGE_END) return 'null or a small number';
  if (address < 0x0000800000000000n) return 'a user-space address';
  if (address < KERNEL_START) return 'not a canonical address';
  return address < ERROR_POINTERS ? 'misaligned and in no object' : 'an error number';
}
