/** What the compiler says of a mistake: asked here and now, so that the page can not promise another text. */
import { checkLayers } from '../../listing/check.ts';
import { problemText } from '../../listing/problem.ts';
import { exampleListing } from './examples.ts';

/** The problems of `code` laid over the examples of the page, each as line:column, message and hint. */
export function mistakeText(code: string): string {
  const problems = checkLayers([
    { id: 'example', sources: [{ file: 'example.step', text: exampleListing }] },
    { id: 'mistake', sources: [{ file: 'my.step', text: code }] },
  ]);
  return problems
    .filter((problem) => problem.file === 'my.step')
    .map(problemText)
    .join('\n');
}
