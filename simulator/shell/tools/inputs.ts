import { ByteReader, decodeText } from '../byte-stream.ts';
import { isRefusal } from '../errno.ts';
import type { ProgramProcess } from '../program.ts';

/** Gives each file of an argument list (or stdin for `-` and for none) to `use`; status 1 when one cannot be read. */
export async function forEachInput(
  process: ProgramProcess,
  names: readonly string[],
  use: (reader: ByteReader, name: string) => Promise<void>,
): Promise<number> {
  let status = 0;
  for (const name of names.length === 0 ? ['-'] : names) {
    if (name === '-') {
      await use(process.stdin, name);
      continue;
    }
    const bytes = process.files.read(process.path(name));
    if (isRefusal(bytes)) status = await process.failOnFile(name, bytes.errno);
    else await use(ByteReader.ofBytes(bytes), name);
  }
  return status;
}

/** The lines of a text, without their newlines; a last line without one counts too. */
export function splitLines(text: string): string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

/** All lines of the given files, one after the other. */
export async function readLines(
  process: ProgramProcess,
  names: readonly string[],
): Promise<{ readonly lines: readonly string[]; readonly status: number }> {
  const lines: string[] = [];
  const status = await forEachInput(process, names, async (reader) => {
    lines.push(...splitLines(decodeText(await reader.readAll())));
  });
  return { lines, status };
}

/** Prints each line with a newline. */
export function printLines(process: ProgramProcess, lines: readonly string[]): Promise<void> {
  return process.print(lines.map((line) => `${line}\n`).join(''));
}
