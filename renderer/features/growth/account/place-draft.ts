import type { Account } from '@contract/accounts.ts';
import type { ProcedureInput } from '@contract/procedures.ts';
import type { Texts } from '../../../i18n/texts.ts';

/** What a person is about to say of a phone. */
export interface PlaceDraft {
  readonly phoneId: string | null;
  /** An account's id, or `new`, or `none`. */
  readonly choice: string;
  readonly nickname: string;
  readonly messengerId: string;
}

type Declaration = ProcedureInput<'accounts.declare'>;
type NameOf = (phoneId: string) => string;

/** Null as long as no phone is chosen. */
export function declarationOf({ phoneId, choice, nickname, messengerId }: PlaceDraft): Declaration | null {
  if (phoneId === null) return null;
  if (choice === 'none') return { phoneId, account: { kind: 'none' }, nickname: null, messengerId: null };
  const account: Declaration['account'] = choice === 'new' ? { kind: 'new' } : { kind: 'known', accountId: choice };
  return { phoneId, account, nickname: typed(nickname), messengerId: typed(messengerId) };
}

/** Every account by its name and its phone, then one that nobody knew, and none. */
export function accountChoices(
  accounts: readonly Account[],
  nameOf: NameOf,
  { text }: Texts,
): { readonly value: string; readonly label: string }[] {
  const known = accounts.map((account) => ({ value: account.accountId, label: accountName(account, nameOf, text) }));
  return [
    ...known,
    { value: 'new', label: text('growth.place-new') },
    { value: 'none', label: text('growth.place-none') },
  ];
}

/** What follows from it besides: who leaves the phone, and that a move begins an account anew. */
export function placeEffects(
  { phoneId, choice }: PlaceDraft,
  accounts: readonly Account[],
  nameOf: NameOf,
  { text }: Texts,
): readonly string[] {
  if (phoneId === null) return [];
  const present = accounts.find((account) => account.phoneId === phoneId);
  const chosen = accounts.find(({ accountId }) => accountId === choice);
  const effects: string[] = [];
  if (present !== undefined && present.accountId !== choice)
    effects.push(text('growth.place-replaces', { name: accountName(present, nameOf, text) }));
  if (chosen !== undefined && chosen.phoneId !== phoneId) effects.push(text('growth.place-moves'));
  return effects;
}

function accountName({ nickname, maskedId, phoneId }: Account, nameOf: NameOf, text: Texts['text']): string {
  const name = [nickname ?? text('growth.unnamed'), maskedId].filter((part) => part !== null).join(' ');
  return `${name} · ${phoneId === null ? text('accounts.no-phone') : nameOf(phoneId)}`;
}

function typed(value: string): string | null {
  return value.trim() === '' ? null : value.trim();
}
