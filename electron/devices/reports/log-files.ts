import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlainFile } from './plain-file.ts';

const newestBytes = 512 * 1024;

/** The newest part of every log file in the folder, whole lines only; none where there is no folder. */
export async function readLogFiles(folder: string | null): Promise<PlainFile[]> {
  if (folder === null) return [];
  const names = await readdir(folder).catch(() => []);
  const logs = names.filter((name) => name.endsWith('.log')).toSorted();
  return Promise.all(logs.map(async (name) => ({ name: `logs/${name}`, text: await readTail(join(folder, name)) })));
}

async function readTail(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - newestBytes);
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(size - from), position: from });
    const text = buffer.subarray(0, bytesRead).toString('utf8');
    return from === 0 ? text : text.slice(text.indexOf('\n') + 1);
  } finally {
    await file.close();
  }
}
