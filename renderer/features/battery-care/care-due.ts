import type { CareRow } from '@contract/battery-care.ts';

/** Somebody should look after this battery now. */
export function isDue({ swelling, rest, isSetAside }: CareRow): boolean {
  return !isSetAside && (swelling.isOverdue || rest.isDue);
}
