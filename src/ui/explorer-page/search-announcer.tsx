/** What a screen reader hears of a search: that it began, that it paused, and what it came to. */
import type { Search } from '../../store/explorer-state.ts';
import { useExplorer } from './explorer-context.ts';
import { announcedEnd } from './verdict-text.ts';

export function SearchAnnouncer({ title }: { readonly title: string }) {
  const search = useExplorer((state) => state.search);
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-label="Search">
      {announced(search, title)}
    </div>
  );
}

function announced(search: Search, title: string): string {
  switch (search.kind) {
    case 'none':
      return '';
    case 'running':
      return search.isPaused ? 'Paused.' : `Searching every schedule of ${title}.`;
    case 'explored':
      return announcedEnd(search.exploration);
    case 'failed':
      // The alert says it.
      return '';
  }
}
