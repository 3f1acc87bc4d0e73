import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { AccountState } from './account-book.ts';
import { findState, sayerOf, type AccountGround, type Sayer } from './account-ground.ts';
import { timeOf } from './timed-entry.ts';

/** Who enters something about an account, and how that stands. */
export interface Entry {
  readonly state: AccountState;
  readonly sayer: Sayer;
}

/** Fails with `operator-required` and `account-not-found`. */
export function entered(ground: AccountGround, accountId: string): Outcome<Entry> {
  const sayer = sayerOf(ground);
  if (!sayer.ok) return sayer;
  const state = findState(ground, accountId);
  return state.ok ? succeed({ state: state.value, sayer: sayer.value }) : state;
}

/** As `entered`, for what is noted as of this moment; practice goes by no day. */
export function enteredNow(ground: AccountGround, accountId: string): Outcome<Entry> {
  const who = entered(ground, accountId);
  if (!who.ok || who.value.state.isPractice) return who;
  const timed = timeOf(ground);
  return timed.ok ? who : timed;
}
