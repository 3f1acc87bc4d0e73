import type { HandAct } from '../../../electron/accounts/store/hand-log.ts';
import { standingOf, type Standing } from '../../../electron/accounts/standing/standing.ts';
import type { LoggedAct } from './act-book.ts';
import type { AccountRow, DeskRecord, RecordedPlan } from './desk-record.ts';
import { capBreaches } from './judge-caps.ts';
import { paceBreaches } from './judge-pace.ts';
import { standingBreaches } from './judge-standing.ts';
import type { Breach, EarlierAct, Finding, JudgedAct, Judgement } from './judged-act.ts';
import { ownStanding } from './own-standing.ts';
import type { LifeGroup } from './plan-console.ts';

/**
 * Judges a log of acts by the numbers in the texts of the plans, in calendar days of Shanghai. It counts through lists and shares
 * nothing with the gate; where an account stands is the product's word, but never higher and never freer than by our own count.
 */
export function judgeActs(
  acts: readonly LoggedAct[],
  record: DeskRecord,
  groups: ReadonlyMap<string, LifeGroup>,
): Judgement {
  const breaches: Breach[] = [];
  const reached = new Set<string>();
  const known = new EarlierActs(record.handActs);
  const standings = new Map<string, KnownStanding>();
  for (const act of acts) {
    const row = record.accounts.get(act.accountId);
    const given = row?.planBefore(act.at) ?? null;
    if (row === undefined || given === null) {
      breaches.push({ rule: 'no-plan', act, detail: 'the account has no plan' });
      continue;
    }
    const earlier = known.before(act);
    const judged = judgedAct(act, { row, given, standings, group: groups.get(act.groupId ?? '') ?? null, ...earlier });
    const findings: Finding[] = [
      ...standingBreaches(judged),
      ...capBreaches(judged, (what) => reached.add(what)),
      ...paceBreaches(judged),
    ];
    breaches.push(...findings.map((finding) => ({ ...finding, act })));
    known.add(act);
  }
  return { breaches, reached };
}

interface KnownStanding {
  readonly standing: Standing;
  readonly plan: RecordedPlan;
  readonly fromAt: number;
  readonly beforeAt: number;
}

interface Ground extends Pick<JudgedAct, 'ofAccount' | 'ofGroup' | 'group'> {
  readonly row: AccountRow;
  readonly given: RecordedPlan;
  readonly standings: Map<string, KnownStanding>;
}

function judgedAct(act: LoggedAct, { row, given, standings, ...ground }: Ground): JudgedAct {
  const { sop } = given;
  const { at, action } = act;
  const standing = standingBefore(act, { row, given, standings });
  const own = ownStanding({ facts: row.facts, sop, at, action });
  const lowered = standing.lowered
    .filter(({ scope, untilAt }) => at < untilAt && (scope === 'all' || scope.includes(action)))
    .map(({ stages }) => stages);
  const place = sop.stages.findIndex(({ id }) => id === standing.stageId) - Math.max(0, ...lowered);
  return {
    act,
    sop,
    ...ground,
    standing,
    own,
    stage: Math.max(0, Math.min(place, own.ceiling)),
    loosenings: row.loosenings,
  };
}

/** By what was entered strictly before the act: what the act itself brought about came after it. */
function standingBefore(
  { accountId, at }: LoggedAct,
  { row, given, standings }: Pick<Ground, 'row' | 'given' | 'standings'>,
): Standing {
  const known = standings.get(accountId);
  if (known !== undefined && known.plan === given && at >= known.fromAt && at < known.beforeAt) return known.standing;
  const { facts } = row;
  const isEarlier = (fact: { readonly at: number }): boolean => fact.at < at;
  const signals = facts.signals.filter(isEarlier).map((signal) => {
    return signal.closing !== null && signal.closing.at >= at ? { ...signal, closing: null } : signal;
  });
  const earlier = {
    ...facts,
    signals,
    signOffs: facts.signOffs.filter(isEarlier),
    tasks: facts.tasks.filter(isEarlier),
    restarts: facts.restarts.filter(isEarlier),
  };
  const standing = standingOf(earlier, given.plan, at);
  const closings = facts.signals.map(({ closing }) => closing?.at ?? 0);
  const moments = [facts.signals, facts.signOffs, facts.tasks, facts.restarts].flat().map((fact) => fact.at);
  const changes = [...moments, ...closings].filter((moment) => moment >= at);
  const beforeAt = Math.min(standing.nextChangeAt ?? Number.POSITIVE_INFINITY, ...changes.map((moment) => moment + 1));
  standings.set(accountId, { standing, plan: given, fromAt: at, beforeAt });
  return standing;
}

/** What was done so far, by account and by group; what was logged by hand counts from when it was logged until it was corrected. */
class EarlierActs {
  readonly #byAccount = new Map<string, EarlierAct[]>();
  readonly #byGroup = new Map<string, EarlierAct[]>();
  readonly #handActs: readonly HandAct[];
  readonly #correctedAt: ReadonlyMap<number, number>;

  constructor(handActs: readonly HandAct[]) {
    this.#handActs = handActs;
    const corrections = handActs.filter(({ corrects }) => corrects !== null);
    this.#correctedAt = new Map(corrections.map(({ corrects, loggedAt }) => [corrects ?? 0, loggedAt]));
  }

  add(act: LoggedAct): void {
    addTo(this.#byAccount, act.accountId, act);
    if (act.groupId !== null) addTo(this.#byGroup, act.groupId, act);
  }

  before({ at, accountId, groupId }: LoggedAct): Pick<JudgedAct, 'ofAccount' | 'ofGroup'> {
    const counted = this.#handActs.filter(
      ({ handActId, loggedAt, amount }) =>
        loggedAt < at && amount > 0 && (this.#correctedAt.get(handActId) ?? Number.POSITIVE_INFINITY) > at,
    );
    const handsOf = counted.filter((act) => act.accountId === accountId);
    const handsOn = groupId === null ? [] : counted.filter((act) => act.groupId === groupId);
    return {
      ofAccount: inOrder([...(this.#byAccount.get(accountId) ?? []), ...handsOf]),
      ofGroup: groupId === null ? [] : inOrder([...(this.#byGroup.get(groupId) ?? []), ...handsOn]),
    };
  }
}

function addTo(lists: Map<string, EarlierAct[]>, key: string, act: EarlierAct): void {
  const list = lists.get(key) ?? [];
  list.push(act);
  lists.set(key, list);
}

function inOrder(acts: readonly EarlierAct[]): EarlierAct[] {
  return acts.toSorted((one, other) => one.at - other.at);
}
