import { dirname, join } from 'node:path';

/** Where the history of a data folder lies: in a file of its own, which a thread of its own keeps. */
export function historyFileOf(folder: string): string {
  return join(folder, 'history.db');
}

/** The history that belongs to the console's database at `file`. */
export function historyFileBeside(file: string): string {
  return historyFileOf(dirname(file));
}

/** So many daily backups of it are kept: it is large, and each holds two years. */
export const historyBackups = 2;
