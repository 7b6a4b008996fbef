/** A draft as a scenario file, and a scenario file as a draft: docs/scenario-file.md. */
import { parseScenario, type Scenario } from '../../kernel/scenario.ts';
import { scenarioFile } from '../../kernel/scenario-file.ts';
import type { Opened } from '../../kernel/scenario-library.ts';
import type { Draft } from './draft.ts';
import { jsonFault } from './json-fault.ts';

/** Characters of a file that is read at all; the largest scenario has a tenth of that. */
export const mostFileText = 500_000;

/** The file, ending with a line break. */
export function fileText(draft: Draft): string {
  return `${JSON.stringify(scenarioFile(draft), undefined, 2)}\n`;
}

/** The name of the file: `my-scenario.json`. */
export function fileName(draft: Draft): string {
  return `${draft.id}.json`;
}

/** The scenario in a text, or one sentence that says what is wrong and where. */
export function scenarioInText(text: string): Opened<Scenario> {
  if (text.trim() === '') return refused('This file is empty.');
  if (text.length > mostFileText) {
    return refused(
      `This file has ${text.length} characters; a scenario has at most ${mostFileText}.`,
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refused(`This is no JSON: ${syntaxSentence(text)}`);
  }
  const parsed = parseScenario(json);
  return parsed.ok ? parsed : refused(`${capital(parsed.error)}.`);
}

/** Where the JSON ends to be one, as line and column. */
function syntaxSentence(text: string): string {
  const place = jsonFault(text) ?? text.length;
  const before = text.slice(0, place).split('\n');
  const line = before.length;
  const column = (before.at(-1) ?? '').length + 1;
  const found = text[place];
  const what =
    found === undefined || place >= text.trimEnd().length
      ? 'it ends too early, something is not closed'
      : found === '\n'
        ? 'something is missing at the end of the line'
        : `“${found}” cannot stand there`;
  return `line ${line}, column ${column}: ${what}.`;
}

function refused(error: string): Opened<never> {
  return { ok: false, error };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
