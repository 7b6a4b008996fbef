/** The pages of the site, by the hash of their address, so that any static host serves them. */
import { debugSettings } from '../kernel/compiled-scenario.ts';
import { choiceName, type Choice } from '../kernel/scenario-library.ts';

export type Route =
  /** `link`: a moment to open. `fresh`: the start was asked for by name; else what was open last. */
  | { readonly kind: 'stepper'; readonly link?: string; readonly fresh: boolean }
  /** `choice`: what to search; else what is open. */
  | { readonly kind: 'explorer'; readonly choice?: Choice }
  /** `section`: a heading of the page to begin at. */
  | { readonly kind: 'model'; readonly section?: string }
  | { readonly kind: 'notation'; readonly section?: string }
  | { readonly kind: 'grammar' }
  | { readonly kind: 'sandbox' }
  | { readonly kind: 'unknown'; readonly path: string };

/** The route of a location's hash, with or without its `#`. */
export function routeOf(hash: string): Route {
  const path = hash.replace(/^#/, '');
  if (path === '') return { kind: 'stepper', fresh: false };
  if (path === '/') return { kind: 'stepper', fresh: true };
  if (/^\/s(\/|$)/.test(path)) return { kind: 'stepper', link: `#${path}`, fresh: false };
  if (/^\/explore\/?$/.test(path)) return { kind: 'explorer' };
  const choice = choiceIn(path);
  if (choice !== undefined) return { kind: 'explorer', choice };
  if (/^\/sandbox\/?$/.test(path)) return { kind: 'sandbox' };
  if (/^\/grammar\/?$/.test(path)) return { kind: 'grammar' };
  const [, name, section] = /^\/(model|notation)(?:\/([a-z-]+))?\/?$/.exec(path) ?? [];
  if (name === 'model' || name === 'notation') {
    return section === undefined ? { kind: name } : { kind: name, section };
  }
  return { kind: 'unknown', path };
}

/** Address of the explorer with a choice open, as `routeOf` reads it. */
export function explorerHash(choice: Choice): string {
  return `#/explore/${choiceName(choice)}`;
}

/** `/explore/<scenario>/<design>/<debug>`, in the order and the spelling of the links. */
function choiceIn(path: string): Choice | undefined {
  const [, scenario, design, last] =
    /^\/explore\/([a-z0-9.-]{1,40})\/([a-z0-9.-]{1,40})\/([a-z-]+)\/?$/.exec(path) ?? [];
  const debug = debugSettings.find((one) => one.replace(',', '-') === last);
  if (scenario === undefined || design === undefined || debug === undefined) return undefined;
  return { scenario, design, debug };
}

/** Address of the sandbox. */
export const sandboxHash = '#/sandbox';

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
    case 'grammar':
      return 'How to read the picture · Pinscope';
    case 'sandbox':
      return 'Sandbox · Pinscope';
    case 'unknown':
      return 'No such page · Pinscope';
  }
}
