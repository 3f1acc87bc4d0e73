import { Zip, ZipDeflate } from 'fflate';

/** A text of an archive. */
export interface ArchiveFile {
  readonly name: string;
  readonly text: string;
}

const sliceBytes = 64 * 1024;

/** A ZIP archive of texts (UTF-8), made in small steps so that the main loop goes on. `at` is every file's time. */
export async function writeArchive(files: readonly ArchiveFile[], at: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error !== null) failure = error;
    else chunks.push(chunk);
  });
  for (const { name, text } of files) {
    const entry = new ZipDeflate(name, { level: 6 });
    entry.mtime = new Date(at);
    zip.add(entry);
    await pushInSlices(entry, Buffer.from(text, 'utf8'));
  }
  zip.end();
  if (failure !== null) throw new Error('the archive could not be made', { cause: failure });
  return Buffer.concat(chunks);
}

async function pushInSlices(entry: ZipDeflate, bytes: Buffer): Promise<void> {
  let from = 0;
  for (; from + sliceBytes < bytes.length; from += sliceBytes) {
    entry.push(bytes.subarray(from, from + sliceBytes), false);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  entry.push(bytes.subarray(from), true);
}
