/**
 * What is known about the locals of a function at one point of it: which have a value on every path,
 * which on some, and of what type.
 */
import { joined } from '../declare/value-type.ts';
import type { ValueType } from '../declare/value-type.ts';

export class Locals {
  /** Locals that surely have a value. */
  readonly sure: Map<string, ValueType>;
  /** Locals that have one on some path. */
  readonly some: Set<string>;
  /** Locals that are of one type on one path and of another on another. */
  readonly mixed: Map<string, readonly [ValueType, ValueType]>;
  /** False after a return, break or again: what is joined here comes from elsewhere. */
  reachable: boolean;

  constructor(from?: Locals) {
    this.sure = new Map(from?.sure);
    this.some = new Set(from?.some);
    this.mixed = new Map(from?.mixed);
    this.reachable = from?.reachable ?? true;
  }

  assign(name: string, type: ValueType): void {
    this.sure.set(name, type);
    this.some.add(name);
    this.mixed.delete(name);
  }

  /** What is known where two paths meet. */
  static joined(one: Locals, other: Locals): Locals {
    if (!other.reachable) return new Locals(one);
    if (!one.reachable) return new Locals(other);
    const both = new Locals(one);
    for (const name of other.some) both.some.add(name);
    for (const [name, types] of other.mixed) both.mixed.set(name, types);
    for (const [name, type] of one.sure) {
      const there = other.sure.get(name);
      const common = there === undefined ? undefined : joined(type, there);
      if (common !== undefined) {
        both.sure.set(name, common);
        continue;
      }
      both.sure.delete(name);
      if (there !== undefined) both.mixed.set(name, [type, there]);
    }
    return both;
  }

  /** Where all these paths meet; not reachable when there are none. */
  static meeting(paths: readonly Locals[], otherwise: Locals): Locals {
    const [first, ...others] = paths;
    if (first === undefined) {
      const none = new Locals(otherwise);
      none.reachable = false;
      return none;
    }
    return others.reduce((all, path) => Locals.joined(all, path), new Locals(first));
  }
}
