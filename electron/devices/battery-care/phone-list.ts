import type { CareRow } from '../../contract/battery-care.ts';

type Named = Pick<CareRow, 'number' | 'name'>;

const mostParts = 12;
const nameMaxLength = 20;

/** `1–3, 7, 前台`: which phones an alert speaks of, numbers as stretches before names; the first of many. Pure. */
export function listPhones(phones: readonly Named[]): string {
  const numbers = phones.flatMap(({ number }) => (number === null ? [] : [number]));
  const names = phones.flatMap(({ number, name }) => (number === null ? [name.slice(0, nameMaxLength)] : []));
  const parts = [...stretchesOf(numbers), ...names.toSorted((left, right) => left.localeCompare(right, 'zh-CN'))];
  return parts.length <= mostParts ? parts.join(', ') : `${parts.slice(0, mostParts).join(', ')}, …`;
}

function stretchesOf(numbers: readonly number[]): string[] {
  const stretches: { first: number; last: number }[] = [];
  for (const number of numbers.toSorted((left, right) => left - right)) {
    const open = stretches.at(-1);
    if (open !== undefined && number <= open.last + 1) open.last = number;
    else stretches.push({ first: number, last: number });
  }
  return stretches.map(({ first, last }) => (first === last ? String(first) : `${first}–${last}`));
}
