/** The pages of the site, by the hash of their address, so that any static host serves them. */
import { debugSettings } from '../kernel/compiled-scenario.ts';
import { choiceName, type Choice } from '../kernel/scenario-library.ts';

export type Route =
  /** `link`: a moment to open. `fresh`: the start was asked for by name; else what was open last. */
  | { readonly kind: 'stepper'; readonly link?: string; readonly fresh: boolean }
  /** `search`: what to search; else what is open. */
  | { readonly kind: 'explorer'; readonly search?: NamedSearch }
  /** `section`: a heading of the page to begin at. */
  | { readonly kind: 'model'; readonly section?: string }
  | { readonly kind: 'notation'; readonly section?: string }
  /** `section`: an entry or a part of it to begin at. */
  | { readonly kind: 'story'; readonly section?: string }
  | { readonly kind: 'matrix' }
  /** `pair`: ids of the designs, as the address has them. */
  | { readonly kind: 'compare'; readonly pair?: { readonly from: string; readonly to: string } }
  /** `design`: id of the design that stands beside the open one. */
  | { readonly kind: 'beside'; readonly design?: string }
  | { readonly kind: 'grammar' }
  /** `open`: what the stepper has open becomes the draft. */
  | { readonly kind: 'sandbox'; readonly takes: 'draft' | 'open' }
  | { readonly kind: 'unknown'; readonly path: string };

/** What an address of the explorer names. */
export interface NamedSearch {
  /** Without its edition. */
  readonly choice: Choice;
  /** The edition as links write it. */
  readonly editionPart?: string;
  /** Id of the property whose counterexample is looked at first. */
  readonly rule?: string;
}

/** The route of a location's hash, with or without its `#`. */
export function routeOf(hash: string): Route {
  const path = hash.replace(/^#/, '');
  if (path === '') return { kind: 'stepper', fresh: false };
  if (path === '/') return { kind: 'stepper', fresh: true };
  if (/^\/s(\/|$)/.test(path)) return { kind: 'stepper', link: `#${path}`, fresh: false };
  if (/^\/explore\/?$/.test(path)) return { kind: 'explorer' };
  const search = searchIn(path);
  if (search !== undefined) return { kind: 'explorer', search };
  if (/^\/sandbox\/?$/.test(path)) return { kind: 'sandbox', takes: 'draft' };
  if (/^\/sandbox\/open\/?$/.test(path)) return { kind: 'sandbox', takes: 'open' };
  if (/^\/grammar\/?$/.test(path)) return { kind: 'grammar' };
  if (/^\/matrix\/?$/.test(path)) return { kind: 'matrix' };
  const [isBeside, design] = /^\/beside(?:\/([a-z0-9.-]{1,40}))?\/?$/.exec(path) ?? [];
  if (isBeside !== undefined) {
    return design === undefined ? { kind: 'beside' } : { kind: 'beside', design };
  }
  if (/^\/compare\/?$/.test(path)) return { kind: 'compare' };
  const [, from, to] = /^\/compare\/([a-z0-9.-]{1,40})\/([a-z0-9.-]{1,40})\/?$/.exec(path) ?? [];
  if (from !== undefined && to !== undefined) return { kind: 'compare', pair: { from, to } };
  const [, name, section] = /^\/(model|notation|story)(?:\/([a-z0-9.-]+))?\/?$/.exec(path) ?? [];
  if (name === 'model' || name === 'notation' || name === 'story') {
    return section === undefined ? { kind: name } : { kind: name, section };
  }
  return { kind: 'unknown', path };
}

/** Address of the explorer with a choice open, as `routeOf` reads it; the edition as links write it. */
export function explorerHash({ scenario, design, debug }: Choice, editionPart?: string): string {
  const edition = editionPart === undefined ? '' : `/${editionPart}`;
  return `#/explore/${choiceName({ scenario, design, debug })}${edition}`;
}

/** Address of the search of a built-in scenario, with the property that is asked for. */
export function ruleHash(choice: Choice, rule: string): string {
  return `${explorerHash(choice)}/rule/${rule}`;
}

/** The part of an address of the explorer that names a property. */
const RULE = /\/rule\/([a-z-]{1,40})\/?$/;

/**
 * `/explore/<scenario>/<design>/<debug>/<edition>`, in the order and the spelling of the links, and
 * `/rule/<property>` behind it.
 */
function searchIn(whole: string): NamedSearch | undefined {
  const [, rule] = RULE.exec(whole) ?? [];
  const path = whole.replace(RULE, '');
  const [, scenario, design, last, editionPart] =
    /^\/explore\/([a-z0-9.-]{1,40})\/([a-z0-9.-]{1,40})\/([a-z-]+)(?:\/([^/]+))?\/?$/.exec(path) ??
    [];
  const debug = debugSettings.find((one) => one.replace(',', '-') === last);
  if (scenario === undefined || design === undefined || debug === undefined) return undefined;
  return {
    choice: { scenario, design, debug },
    ...(editionPart === undefined ? {} : { editionPart }),
    ...(rule === undefined ? {} : { rule }),
  };
}

/** Address of the sandbox with the draft as it was left, or with what is open as the draft. */
export function sandboxHash(takes: 'draft' | 'open' = 'draft'): string {
  return takes === 'open' ? '#/sandbox/open' : '#/sandbox';
}

/** Address of the difference of two designs, by their ids. */
export function compareHash(from: string, to: string): string {
  return `#/compare/${from}/${to}`;
}

/** Address of what is open, beside the same under another design. */
export function besideHash(design: string): string {
  return `#/beside/${design}`;
}

/** Title of the browser's tab. */
export function titleOf(route: Route): string {
  switch (route.kind) {
    case 'stepper':
      return 'Pinscope';
    case 'explorer':
      return 'Every schedule · Pinscope';
    case 'model':
      return 'What is modelled · Pinscope';
    case 'notation':
      return 'The notation · Pinscope';
    case 'story':
      return 'The story · Pinscope';
    case 'matrix':
      return 'The matrix of verdicts · Pinscope';
    case 'compare':
      return 'Two designs · Pinscope';
    case 'beside':
      return 'One schedule, two designs · Pinscope';
    case 'grammar':
      return 'How to read the picture · Pinscope';
    case 'sandbox':
      return 'Sandbox · Pinscope';
    case 'unknown':
      return 'No such page · Pinscope';
  }
}
