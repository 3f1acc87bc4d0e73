import type { ProcedureInput, ProcedureOutput } from '../../contract/procedures.ts';
import { succeed, type Outcome } from '../../contract/outcome.ts';
import { refuse, stateOf, supervisorOf, type AccountGround } from './account-ground.ts';

/** The accounts of which something that was said may be lacking; practice is none of them, as nothing of it counts. */
export function doubtsOf(ground: AccountGround): ProcedureOutput<'accounts.doubts'> {
  const accounts = ground.accounts.list().flatMap(({ accountId, phoneId, nickname }) => {
    const state = stateOf(ground, accountId);
    const doubt = state === null || state.isPractice ? null : state.record.doubt;
    if (state === null || doubt === null) return [];
    const { fields } = state.record;
    return [{ accountId, phoneId, nickname, custodian: fields.custodian, ...doubt }];
  });
  return { now: ground.time.now(), accounts };
}

/** A supervisor answers for it that nothing is lacking of these accounts, or that it was entered again. */
export function settleDoubts(
  ground: AccountGround,
  { accountIds }: ProcedureInput<'accounts.settleDoubts'>,
): Outcome<null> {
  const sayer = supervisorOf(ground);
  if (!sayer.ok) return sayer;
  const asked = [...new Set(accountIds)].map((accountId) => {
    return { accountId, doubt: ground.book.record(accountId)?.doubt ?? null };
  });
  if (asked.some(({ doubt }) => doubt === null)) return refuse('accountIds', 'in-doubt');
  const word = { at: ground.time.now(), by: sayer.value.name };
  const written = ground.store.write(() => {
    for (const { accountId, doubt } of asked) {
      ground.doubts.settle({ accountId, ...word });
      const params = { why: doubt?.why ?? '', missing: doubt?.missing ?? null, fromAt: doubt?.fromAt ?? null };
      ground.audit.append({ action: 'accounts.settleDoubts', subject: accountId, params });
    }
  });
  if (!written.ok) return written;
  for (const { accountId } of asked) ground.book.forget(accountId);
  ground.changes.emit(null);
  return succeed(null);
}
