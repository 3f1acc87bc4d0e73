import type { Phone } from '@contract/phones.ts';

/** Every tag in use, sorted as a person would. */
export function knownTags(phones: ReadonlyMap<string, Phone>): readonly string[] {
  const tags = new Set([...phones.values()].flatMap((phone) => phone.tags));
  return [...tags].toSorted((left, right) => left.localeCompare(right, 'zh-CN', { numeric: true }));
}
