/**
 * A WebAssembly module as bytes: functions over one imported memory, all of them exported. The
 * binary format is that of the WebAssembly core specification 2.0, chapter 5.
 */
import { bytesOf, type Code, unsigned } from './code.ts';

export interface WasmFunction {
  readonly name: string;
  /** All parameters are i32. */
  readonly parameters: number;
  /** Locals beyond the parameters, all i32. */
  readonly locals: number;
  readonly body: Code;
}

const I32 = 0x7f;
/** "\0asm", version 1. */
const MAGIC = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00] as const;

/** Every function returns one i32. The memory is imported as `env.memory`. */
export function moduleBytes(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = vector(
    functions.map(({ parameters }) => [
      0x60,
      vector(Array.from({ length: parameters }, () => [I32])),
      vector([[I32]]),
    ]),
  );
  const imports = vector([[name('env'), name('memory'), 0x02, 0x00, unsigned(1)]]);
  const declared = vector(functions.map((_, index) => unsigned(index)));
  const exported = vector(functions.map((each, index) => [name(each.name), 0x00, unsigned(index)]));
  const code = vector(
    functions.map(({ locals, body }) => {
      return measured(bytesOf([vector([[unsigned(locals), I32]]), body, 0x0b]));
    }),
  );
  return Uint8Array.from(
    bytesOf([
      MAGIC,
      section(1, types),
      section(2, imports),
      section(3, declared),
      section(7, exported),
      section(10, code),
    ]),
  );
}

function section(id: number, content: Code): Code {
  return [id, measured(bytesOf(content))];
}

/** Bytes with their number before them. */
function measured(bytes: readonly number[]): Code {
  return [unsigned(bytes.length), bytes];
}

function vector(items: readonly Code[]): Code {
  return [unsigned(items.length), items];
}

function name(text: string): Code {
  return vector(Array.from(text, (letter) => [letter.charCodeAt(0)]));
}
