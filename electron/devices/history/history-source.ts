import type { Parameter } from '../../store/store.ts';

/** The part of a store that reading the history needs. */
export interface HistorySource {
  prepare<P extends readonly Parameter[], R>(
    sql: string,
  ): { all(...parameters: P): R[]; get(...parameters: P): R | undefined };
}

/** The number that stands for a phone; null for one without history. */
export function findPhoneKey(source: HistorySource, phoneId: string): number | null {
  const find = source.prepare<[string], { phoneKey: number }>('SELECT phoneKey FROM historyPhone WHERE phoneId = ?');
  return find.get(phoneId)?.phoneKey ?? null;
}
