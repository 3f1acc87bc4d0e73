import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlainFile } from './plain-file.ts';

const newestBytes = 512 * 1024;

/**
 * The newest part of every log file in the folder, whole lines only; none where there is no folder. What cannot be read
 * stands there as a file that says so: a bundle without its logs must not pass for a whole one.
 */
export async function readLogFiles(folder: string | null): Promise<PlainFile[]> {
  if (folder === null) return [];
  try {
    const logs = (await readdir(folder)).filter((name) => name.endsWith('.log')).toSorted();
    return await Promise.all(logs.map((name) => readLog(folder, name)));
  } catch (failure) {
    const code = codeOf(failure);
    return code === 'ENOENT' ? [] : [{ name: 'logs/not-read.txt', text: `not read: ${code}\n` }];
  }
}

async function readLog(folder: string, name: string): Promise<PlainFile> {
  try {
    return { name: `logs/${name}`, text: await readTail(join(folder, name)), isLog: true };
  } catch (failure) {
    return { name: `logs/${name}`, text: `not read: ${codeOf(failure)}\n` };
  }
}

/** @throws the failure itself when it is none of the file system's */
function codeOf(failure: unknown): string {
  if (failure instanceof Error && 'code' in failure && typeof failure.code === 'string') return failure.code;
  throw failure;
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
