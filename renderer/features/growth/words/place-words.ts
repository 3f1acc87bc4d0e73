import type { BoardCard, BookPhone, PlaceView } from '@contract/board-card.ts';
import { planDateText, planDayOf } from '../../../format/plan-times.ts';
import type { Texts } from '../../../i18n/texts.ts';

const dayMs = 86_400_000;
/** So long after a change of the phone the card says from which one the account came. */
const newcomerDays = 7;

/** The name of a phone that the desk remembers; null for another one. */
export type PhoneNameOf = (phoneId: string) => string | null;

/** What an account is called by the book: its nickname, else its messenger id with the middle hidden. */
export function accountNameText(
  { text }: Pick<Texts, 'text'>,
  { nickname, maskedId }: Pick<BoardCard, 'nickname' | 'maskedId'>,
): string {
  return nickname ?? maskedId ?? text('growth.unnamed');
}

/** Number and name of a phone, also of one that was removed from the desk since. */
export function bookPhoneText({ text }: Pick<Texts, 'text'>, phone: BookPhone, nameOf: PhoneNameOf): string {
  const { phoneId, removed } = phone;
  const known = nameOf(phoneId);
  if (known !== null) return known;
  const [number, name] = [removed?.number ?? null, removed?.name ?? ''];
  if (number === null) return name === '' ? text('growth.place-phone-unknown') : name;
  return name === '' ? text('growth.place-numbered', { number }) : text('phone.numbered', { number, name });
}

/** 「在 12 号 前台」, or that it is on no phone any more, since when and which one it was. */
export function placeText(texts: Texts, { kind, phone, sinceAt }: PlaceView, nameOf: PhoneNameOf): string {
  const { text, language } = texts;
  if (phone === null) return text('accounts.no-phone');
  const name = bookPhoneText(texts, phone, nameOf);
  if (kind === 'on') return text('growth.place-on', { phone: name });
  if (kind === 'removed') return text('growth.place-removed', { phone: name });
  if (sinceAt === null) return text('accounts.no-phone');
  return text('growth.place-left', { phone: name, since: planDateText(language, planDayOf(sinceAt)) });
}

/** From which phone it came on which day, for some days; null where it did not. */
export function cameText(
  texts: Texts,
  { kind, cameFrom, sinceAt }: PlaceView,
  { nameOf, now }: { readonly nameOf: PhoneNameOf; readonly now: number },
): string | null {
  if (kind !== 'on' || cameFrom === null || sinceAt === null || now - sinceAt > newcomerDays * dayMs) return null;
  const since = planDateText(texts.language, planDayOf(sinceAt));
  return texts.text('growth.place-came', { phone: bookPhoneText(texts, cameFrom, nameOf), since });
}
