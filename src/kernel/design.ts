/**
 * A design is a folder of listings: its header names it and the design it is based on. Everything
 * not said in it is as there. Adding one means adding text below listings/.
 */

import { readListing } from '../listing/read/read.ts';
import type { DesignLayer, ListingSource } from '../listing/request.ts';
import type { DesignHeader } from '../listing/syntax.ts';
import { emptyHash, withText } from './short-hash.ts';

/** What a design is, without its listings: all that a page needs that runs compiled programs. */
export interface DesignHead {
  readonly id: string;
  readonly title: string;
  /** Id of the design it builds on. */
  readonly base?: string;
  /** Where it comes from: a kernel version, a patch and its message-id. */
  readonly from: string;
  /** 32 bits of all its listings, those of its base too: changes when one of them does. */
  readonly version: number;
}

export interface Design extends DesignHead {
  /** Its own folder last, the folders it builds on before it. */
  readonly layers: readonly DesignLayer[];
}

/** All designs: each, then those that are based on it, and so in the order of their time. */
export const designs: readonly Design[] = designsOf(listingSources());

/** The design without its listings. */
export function headOf({ id, title, base, from, version }: DesignHead): DesignHead {
  return { id, title, ...(base === undefined ? {} : { base }), from, version };
}

/** The design of that id. */
export function designById(id: string): Design | undefined {
  return designs.find((design) => design.id === id);
}

function listingSources(): readonly ListingSource[] {
  const files = import.meta.glob<string>('./listings/*/*.step', {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  return Object.entries(files)
    .map(([path, text]) => ({ file: path.slice('./listings/'.length), text }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

interface Folder {
  readonly header: DesignHeader;
  readonly layer: DesignLayer;
}

/** Designs from files named `folder/name.step`. Throws where folders and headers do not fit. */
export function designsOf(sources: readonly ListingSource[]): readonly Design[] {
  const folders = new Map<string, ListingSource[]>();
  for (const source of sources) {
    const folder = source.file.slice(0, source.file.lastIndexOf('/'));
    folders.set(folder, [...(folders.get(folder) ?? []), source]);
  }
  const byId = new Map<string, Folder>();
  for (const [folder, files] of folders) {
    const header = headerOf(folder, files);
    byId.set(header.id, { header, layer: { id: header.id, sources: files } });
  }
  return [...byId.values()]
    .map((folder) => designOf(folder, byId))
    .sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
}

function pathOf({ layers }: Design): string {
  return layers.map(({ id }) => id).join(' ');
}

function headerOf(folder: string, files: readonly ListingSource[]): DesignHeader {
  const headers = files
    .filter((source) => /^design\b/m.test(source.text))
    .flatMap((source) => readListing(source).file.design ?? []);
  const [header, second] = headers;
  if (header === undefined) throw new Error(`no file of listings/${folder} says "design …"`);
  if (second !== undefined) throw new Error(`two files of listings/${folder} say "design …"`);
  if (header.id !== folder) {
    throw new Error(
      `listings/${folder} calls itself ${header.id}; name the folder like the design`,
    );
  }
  return header;
}

function designOf(folder: Folder, byId: ReadonlyMap<string, Folder>): Design {
  const { header } = folder;
  const layers: DesignLayer[] = [];
  const seen = new Set<string>();
  for (let at: Folder | undefined = folder; at !== undefined;) {
    if (seen.has(at.header.id)) throw new Error(`design ${header.id} is based on itself`);
    seen.add(at.header.id);
    layers.unshift(at.layer);
    const { base }: DesignHeader = at.header;
    const next: Folder | undefined = base === undefined ? undefined : byId.get(base);
    if (base !== undefined && next === undefined) {
      throw new Error(`design ${at.header.id} is based on ${base}, which does not exist`);
    }
    at = next;
  }
  return {
    id: header.id,
    title: header.title ?? header.id,
    ...(header.base === undefined ? {} : { base: header.base }),
    from: header.from ?? '',
    version: versionOf(layers),
    layers,
  };
}

function versionOf(layers: readonly DesignLayer[]): number {
  const sources = layers.flatMap((layer) => layer.sources);
  return sources.reduce((hash, { file, text }) => withText(hash, `${file}\n${text}`), emptyHash);
}
