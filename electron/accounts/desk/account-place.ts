import type { BookPhone, PlaceView } from '../../contract/board-card.ts';
import type { AccountMove } from '../store/field-store.ts';
import type { AccountGround } from './account-ground.ts';

type PlaceGround = Pick<AccountGround, 'isVirtual' | 'removedPhones'>;

/** Where an account is by the book, or was last, and where it came from. @param moves oldest first */
export function placeOf(ground: PlaceGround, phoneId: string | null, moves: readonly AccountMove[]): PlaceView {
  return phoneId === null ? leftPlace(ground, moves) : presentPlace(ground, phoneId, moves);
}

function presentPlace(ground: PlaceGround, phoneId: string, moves: readonly AccountMove[]): PlaceView {
  const phone = bookPhone(ground, phoneId);
  // A word that confirms where it is moves nothing.
  const came = moves.findLast(({ fromPhoneId, toPhoneId }) => toPhoneId === phoneId && fromPhoneId !== phoneId);
  const formerId = came === undefined ? null : phoneBefore(came, moves);
  return {
    kind: phone.removed === null ? 'on' : 'removed',
    phone,
    sinceAt: came?.at ?? null,
    cameFrom: formerId === null || formerId === phoneId ? null : bookPhone(ground, formerId),
  };
}

/** An account that was taken off its phone is on none for a while, and came from that phone all the same. */
function phoneBefore({ moveId, fromPhoneId }: AccountMove, moves: readonly AccountMove[]): string | null {
  if (fromPhoneId !== null) return fromPhoneId;
  return moves.findLast((move) => move.moveId < moveId && move.fromPhoneId !== null)?.fromPhoneId ?? null;
}

function leftPlace(ground: PlaceGround, moves: readonly AccountMove[]): PlaceView {
  const left = moves.findLast(({ fromPhoneId, toPhoneId }) => fromPhoneId !== null && toPhoneId === null);
  if (left === undefined || left.fromPhoneId === null)
    return { kind: 'none', phone: null, sinceAt: null, cameFrom: null };
  return { kind: 'left', phone: bookPhone(ground, left.fromPhoneId), sinceAt: left.at, cameFrom: null };
}

function bookPhone({ isVirtual, removedPhones }: PlaceGround, phoneId: string): BookPhone {
  if (isVirtual(phoneId) !== null) return { phoneId, removed: null };
  return { phoneId, removed: removedPhones.nameOf(phoneId) ?? { number: null, name: '' } };
}
