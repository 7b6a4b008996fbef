/**
 * Compiled programs in a folder, in the form in which V8 copies data: read several times faster than
 * JSON. Whoever builds the commands anew empties the folder.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { ScenarioProgram } from '../kernel/compiled-scenario.ts';
import type { ProgramStore } from './kept-program.ts';

export function programFolder(folder: string): ProgramStore {
  return {
    read(name) {
      try {
        const data: unknown = deserialize(readFileSync(join(folder, name)));
        return isProgram(data) ? data : undefined;
      } catch {
        return undefined;
      }
    },
    write(name, program) {
      const path = join(folder, name);
      // Under a name of its own first, so that two commands at once do not meet half a file.
      const own = `${path}.${process.pid}`;
      try {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(own, serialize(program));
        renameSync(own, path);
      } catch {
        // A folder that cannot be written to: the next call compiles again.
      }
    },
  };
}

/** Enough to tell a program from a file that somebody else has put there. */
function isProgram(data: unknown): data is ScenarioProgram {
  return typeof data === 'object' && data !== null && 'program' in data && 'scenario' in data;
}
