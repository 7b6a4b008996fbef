/** A key and what it does, as the help shows it and the keyboard runs it. */
export interface Shortcut {
  /** In tinykeys' spelling; any of them does it. None: a focused control does it by itself. */
  readonly bindings: readonly string[];
  /** As printed on the keys: `Shift ←`. */
  readonly keys: string;
  readonly does: string;
  readonly group: 'Step' | 'Move in time' | 'Play' | 'Search' | 'Compose' | 'Page';
  /** The actor it moves: the how-manieth of its kind, from 0; absent: no one in particular. */
  readonly moves?: { readonly kind: 'cpu' | 'device' | 'interrupt'; readonly place: number };
  run(): void;
}
