import type { ViaChoice } from '@contract/rename-preview.ts';
import type { Blocked } from '../../growth-why/why-words.ts';

/** What the plan of an account has against an act; null where nothing has, and where only its phone is away or its mode is not chosen. */
export function blockedChoice({ standing, held }: Pick<ViaChoice, 'standing' | 'held'>): Blocked | null {
  if (held === null || standing === 'ready' || standing === 'no-mode') return null;
  return standing === 'away' && held.code !== 'device-hold' ? null : held;
}
