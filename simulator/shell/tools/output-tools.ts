import { ByteReader } from '../byte-stream.ts';
import { isRefusal } from '../errno.ts';
import type { Program, ProgramProcess } from '../program.ts';

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

/** `cat [FILE…]`, passing bytes on as they come. */
export const cat: Program = (process) =>
  forEachInput(
    process,
    process.args.filter((word) => word === '-' || !word.startsWith('-')),
    async (reader) => {
      for (let bytes = await reader.read(); bytes !== null; bytes = await reader.read()) await process.write(bytes);
    },
  );
