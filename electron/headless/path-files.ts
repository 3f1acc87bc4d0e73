import { writeFile } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { FileToSave, SavedFiles } from '../devices/reports/saved-files.ts';

/** Exports where there is no window: written to the path that the caller named, never over a file that is there. */
export function createPathFiles(): SavedFiles {
  return {
    save: writeToPath,
    printPage: async () => fail('window-required', 'there is no page to print'),
  };
}

async function writeToPath({ bytes, path }: FileToSave, signal: AbortSignal): Promise<Outcome<string>> {
  if (path === null) return fail('invalid-input', 'name the file to write', { field: 'path', rule: 'missing' });
  if (!isAbsolute(path)) return fail('invalid-input', 'the path is not absolute', { field: 'path', rule: 'absolute' });
  try {
    await writeFile(path, bytes, { flag: 'wx', signal });
    return succeed(path);
  } catch (failure) {
    return explain(failure, path);
  }
}

function explain(failure: unknown, path: string): Outcome<never> {
  const code = failure instanceof Error && 'code' in failure ? String(failure.code) : 'unknown';
  if (code === 'EEXIST') return fail('invalid-input', 'the file is there already', { field: 'path', rule: 'exists' });
  if (code === 'ABORT_ERR') return fail('aborted', 'given up while the file was written');
  if (code === 'ENOSPC') return fail('disk-full', 'no room for the file', { path });
  return fail('file-not-saved', 'the file could not be written', { path, reason: code });
}
