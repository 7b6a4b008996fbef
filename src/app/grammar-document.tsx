/** The page that explains the picture, in the frame of the pages that are read. */
import { DocumentHeader } from '../ui/document-page/document-page.tsx';
import { GrammarPage } from '../ui/memory/grammar-page.tsx';

export function GrammarDocument({ back }: { readonly back: string }) {
  return (
    <div className="document">
      <DocumentHeader back={back} />
      <GrammarPage />
    </div>
  );
}
