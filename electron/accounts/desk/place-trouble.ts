import type { PlaceTrouble } from '../gate/act-question.ts';
import type { AccountMove } from '../store/field-store.ts';

/**
 * Whether an account may be on two phones, or share its phone with another: its page came up where nobody said that it is. So from the
 * first such reading on, until a person says which account is there.
 * @param moves oldest first
 */
export function placeTroubleOf(moves: readonly AccountMove[]): PlaceTrouble | null {
  const [last, before] = [moves.at(-1), moves.at(-2)];
  if (last === undefined || last.how !== 'read' || last.toPhoneId === null) return null;
  const isTakenOff = before === undefined || before.how === 'said';
  const formerId = before?.toPhoneId ?? (isTakenOff ? null : before.fromPhoneId);
  if (formerId !== null && formerId !== last.toPhoneId) return 'two-phones';
  return last.besideId === null ? null : 'two-accounts';
}
