import { createHmac } from 'node:crypto';

const shownAtStart = 2;
const shownAtEnd = 2;

/** A messenger id for people to recognise: its first and last two characters; all hidden where it is hardly longer. */
export function maskId(messengerId: string): string {
  const characters = Array.from(messengerId);
  const hidden = characters.length - shownAtStart - shownAtEnd;
  if (hidden < 2) return '•'.repeat(characters.length);
  return characters.slice(0, shownAtStart).join('') + '•'.repeat(hidden) + characters.slice(-shownAtEnd).join('');
}

/** The id as something to compare by. The messenger does not tell letter cases apart. */
export function hashId(messengerId: string, key: Buffer): string {
  return createHmac('sha256', key).update(messengerId.trim().toLowerCase()).digest('hex');
}
