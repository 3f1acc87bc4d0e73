import type { ProcedureInput, ProcedureOutput } from '../../contract/procedures.ts';
import { succeed, type Outcome } from '../../contract/outcome.ts';
import { nextUnblock } from '../standing/re-onboarding.ts';
import { restartOutlook } from '../standing/restart-outlook.ts';
import type { StoredFacts } from '../store/fact-store.ts';
import { factsOf } from './account-book.ts';
import { findState, record, refuse, supervisorOf, type AccountGround } from './account-ground.ts';

type EnteredFact = ProcedureOutput<'accounts.detail'>['entered'][number];

/** What people or screens said of an account, newest first; what the console counted out itself would be found again at once. */
export function enteredOf({ signals, restarts, signOffs }: StoredFacts): EnteredFact[] {
  const entered: EnteredFact[] = [
    ...signals
      .filter(({ source }) => source !== 'results')
      .map(({ signalRowId: factId, signalId: what, at, reportedBy: by }) => {
        return { kind: 'signal' as const, factId, what, at, by };
      }),
    ...restarts
      .filter(({ event, by }) => event !== 'no-login' || by !== '')
      .map(({ restartId: factId, event: what, at, by }) => ({ kind: 'restart' as const, factId, what, at, by })),
    ...signOffs.map(({ signOffId: factId, stageId: what, at, by }) => {
      return { kind: 'sign-off' as const, factId, what, at, by };
    }),
  ];
  return entered.toSorted((one, other) => other.at - one.at || other.factId - one.factId);
}

/** A supervisor takes back what was entered by mistake, and says why: the account stands as if it had never been. */
export function withdrawFact(
  ground: AccountGround,
  { accountId, kind, factId, reason }: ProcedureInput<'accounts.withdrawFact'>,
): Outcome<null> {
  const sayer = supervisorOf(ground);
  if (!sayer.ok) return sayer;
  const found = findState(ground, accountId);
  if (!found.ok) return found;
  const fact = enteredOf(found.value.record.facts).find((one) => one.kind === kind && one.factId === factId);
  if (fact === undefined) return refuse('factId', 'known-fact');
  const params = { kind, what: fact.what, at: fact.at, by: fact.by, reason };
  return record(ground, accountId, { action: 'accounts.withdrawFact', params }, () => {
    ground.facts.withdrawFact({ kind, factId, at: ground.time.now(), by: sayer.value.name, reason });
    return null;
  });
}

/** What entering an event would cost, before anybody does. */
export function outlookOf(
  ground: AccountGround,
  { accountId, event }: ProcedureInput<'accounts.restartOutlook'>,
): Outcome<ProcedureOutput<'accounts.restartOutlook'>> {
  const found = findState(ground, accountId);
  if (!found.ok) return found;
  const { record: own, plan } = found.value;
  const known = event === 'unblock' ? nextUnblock(own.facts.restarts) : event;
  return succeed(restartOutlook(factsOf(own), plan, { event: known, at: ground.time.now() }));
}
