/**
 * What a picture is made of: boxes, arrows, texts and marks at their places, in px from the top left
 * of the frame. A view draws these and decides nothing.
 */
import type { Cue } from './cue.ts';

/** Which kind of box and which header pattern: the id of the list, or what else it lies in. */
export type BoxPattern =
  | 'inactive_file'
  | 'active_file'
  | 'inactive_anon'
  | 'active_anon'
  | 'unevictable'
  | 'private'
  | 'free';

export interface BoxWord {
  /** `…0088` */
  readonly text: string;
  readonly cue?: Cue;
  /** No address although one belongs here: hatched. */
  readonly corrupt: boolean;
}

export interface PageBox {
  readonly kind: 'box';
  readonly id: string;
  /** A list head has rounder corners: it must not look like a page. */
  readonly head: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Height of the header strip; as high as the box when it shows no words. */
  readonly header: number;
  readonly name: string;
  /** Hex, or absent where there is no room. */
  readonly pfn?: string;
  readonly pattern?: BoxPattern;
  readonly words?: readonly [BoxWord, BoxWord];
  readonly size: { readonly name: number; readonly word: number };
  readonly underLens: boolean;
}

/** `quiet` is the line that closes a ring, `half` a pointer in the middle of a change. */
export type ArrowTone = 'ink' | 'quiet' | 'half' | 'tail' | 'bad' | 'dangling';

export interface PictureArrow {
  readonly kind: 'arrow';
  /** `page:B.next` */
  readonly id: string;
  readonly d: string;
  readonly tone: ArrowTone;
  readonly head: boolean;
}

export type TextTone = 'ink' | 'ink2' | 'ink3' | 'bad';

export interface PictureText {
  readonly kind: 'text';
  readonly id: string;
  readonly x: number;
  /** Baseline. */
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly tone: TextTone;
  readonly weight?: number;
  readonly mono?: boolean;
  readonly anchor?: 'middle' | 'end';
  /** A step that the text mentions. */
  readonly step?: number;
}

/** A cross that ends a pointer which leads nowhere. */
export interface PictureCross {
  readonly kind: 'cross';
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly tone: 'bad' | 'ink';
}

interface PictureActor {
  readonly kind: 'actor';
  readonly id: string;
  readonly actor: string;
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly letter: boolean;
}

/** A reference that belongs to no actor: the page cache's, a page table's. */
interface PictureToken {
  readonly kind: 'token';
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

interface PicturePadlock {
  readonly kind: 'padlock';
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly holder?: string;
}

/** Runs along what a lock guards: dotted while it is free, filled with the holder's colour while held. */
interface PictureRail {
  readonly kind: 'rail';
  readonly id: string;
  readonly x: number;
  readonly from: number;
  readonly to: number;
  readonly holder?: string;
}

/** The gap that a page left: its letter in a dotted frame. */
interface PictureGap {
  readonly kind: 'gap';
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly name: string;
}

interface PictureLine {
  readonly kind: 'line';
  readonly id: string;
  readonly d: string;
  readonly tone: 'hair' | 'line';
}

/** The data of a page, filled as far as the device has written. */
interface PictureData {
  readonly kind: 'data';
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Width of the hatched part. */
  readonly filled: number;
}

/** Marks what shows that a property is broken. `pill` around tokens, `ring` around a box. */
interface PictureWitness {
  readonly kind: 'witness';
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly round: number;
}

/** The line that joins all witnesses, with a ✗ on it. */
interface PictureJoin {
  readonly kind: 'join';
  readonly id: string;
  readonly d: string;
  readonly x: number;
  readonly y: number;
}

export type PictureItem =
  | PageBox
  | PictureArrow
  | PictureText
  | PictureCross
  | PictureActor
  | PictureToken
  | PicturePadlock
  | PictureRail
  | PictureGap
  | PictureLine
  | PictureData
  | PictureWitness
  | PictureJoin;

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly items: readonly PictureItem[];
}

/** Only the boxes of a picture. */
export function boxesOf(picture: { readonly items: readonly PictureItem[] }): readonly PageBox[] {
  return picture.items.filter((item) => item.kind === 'box');
}
