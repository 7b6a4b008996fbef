/** The pages of the site, by the hash of their address, so that any static host serves them. */
export type Route =
  /** `link`: a moment to open. `fresh`: the start was asked for by name; else what was open last. */
  | { readonly kind: 'stepper'; readonly link?: string; readonly fresh: boolean }
  | { readonly kind: 'model' }
  | { readonly kind: 'notation' }
  | { readonly kind: 'grammar' }
  | { readonly kind: 'unknown'; readonly path: string };

/** The route of a location's hash, with or without its `#`. */
export function routeOf(hash: string): Route {
  const path = hash.replace(/^#/, '');
  if (path === '') return { kind: 'stepper', fresh: false };
  if (path === '/') return { kind: 'stepper', fresh: true };
  if (/^\/s(\/|$)/.test(path)) return { kind: 'stepper', link: `#${path}`, fresh: false };
  const name = /^\/(model|notation|grammar)\/?$/.exec(path)?.[1];
  if (name === 'model' || name === 'notation' || name === 'grammar') return { kind: name };
  return { kind: 'unknown', path };
}

/** Title of the browser's tab. */
export function titleOf(route: Route): string {
  switch (route.kind) {
    case 'stepper':
      return 'Pinscope';
    case 'model':
      return 'What is modelled · Pinscope';
    case 'notation':
      return 'The notation · Pinscope';
    case 'grammar':
      return 'How to read the picture · Pinscope';
    case 'unknown':
      return 'No such page · Pinscope';
  }
}
