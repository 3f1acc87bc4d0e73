import { existsSync, readFileSync } from 'node:fs';
import { bookLineSchema, type BookLine } from './act-book.ts';

/**
 * The book as it is on the disk. A long line may have been torn by the end of whoever wrote it: it is left out. An act is one short
 * line, which the pipe takes whole or not at all.
 */
export function readBook(file: string): BookLine[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line) => {
    const told = line === '' ? null : parsed(line);
    return told === null ? [] : [bookLineSchema.parse(told)];
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
