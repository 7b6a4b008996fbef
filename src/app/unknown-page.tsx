/** An address that names no page. */
import { DocumentPage } from '../ui/document-page/document-page.tsx';

export function UnknownPage({ path, back }: { readonly path: string; readonly back: string }) {
  return (
    <DocumentPage title="There is no such page" back={back}>
      <p>
        The address ends in <code>{path.length > 60 ? `${path.slice(0, 60)}…` : path}</code>, which
        names nothing here. Perhaps it was cut off, or comes from another version.
      </p>
      <p>
        <a href="#/">Start with the first scenario</a>, or read{' '}
        <a href="#/model">what is modelled</a>,{' '}
        <a href="#/notation">the notation of the listings</a> and{' '}
        <a href="#/grammar">how to read the picture</a>.
      </p>
    </DocumentPage>
  );
}
