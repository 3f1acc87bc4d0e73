import { actsOf, chronicleOf, type BookLine, type LoggedAct } from './act-book.ts';
import { takenDeeds, type Deed } from './chronicle.ts';
import { capBreaches } from './judge-caps.ts';
import { paceBreaches } from './judge-pace.ts';
import { standingBreaches } from './judge-standing.ts';
import type { Breach, EarlierAct, Finding, JudgedAct, Judgement } from './judged-act.ts';
import { OwnAccount } from './own-account.ts';
import type { LifeGroup } from './life-console.ts';

/**
 * Judges what was done by the texts of the plans, in calendar days of Shanghai, and by what the test itself did to the accounts. It
 * counts through lists, shares no code with the gate and reads nothing that a console wrote.
 */
export function judgeBook(lines: readonly BookLine[], groups: ReadonlyMap<string, LifeGroup>): Judgement {
  return judgeActs(actsOf(lines), takenDeeds(chronicleOf(lines)), groups);
}

export function judgeActs(
  acts: readonly LoggedAct[],
  deeds: readonly Deed[],
  groups: ReadonlyMap<string, LifeGroup>,
): Judgement {
  const breaches: Breach[] = [];
  const [reached, lastSlots, inStages] = [newCounts(), newCounts(), newCounts()];
  const accounts = new Map(
    [...Map.groupBy(deeds, ({ accountId }) => accountId)].map(([id, own]) => [id, new OwnAccount(own)] as const),
  );
  const known = new EarlierActs(deeds);
  const reach = (rule: string, path: string | null): void => {
    count(lastSlots, rule);
    if (path !== null) count(reached, path);
  };
  for (const act of acts.toSorted((one, other) => one.at - other.at)) {
    const account = accounts.get(act.accountId);
    const standing = account?.standingAt(act.at, act.action) ?? null;
    if (account === undefined || standing === null) {
      breaches.push({ rule: 'no-plan', act, detail: 'the account has no plan' });
      continue;
    }
    count(inStages, `${standing.sop.stages[standing.stage]?.id ?? ''} ${act.action}`);
    const raisedTo: JudgedAct['raisedTo'] = (path, at) => account.raisedTo(path, at);
    const judged = { act, group: groups.get(act.groupId ?? '') ?? null, raisedTo, ...standing, ...known.before(act) };
    const findings: Finding[] = [...standingBreaches(judged), ...capBreaches(judged, reach), ...paceBreaches(judged)];
    breaches.push(...findings.map((finding) => ({ ...finding, act })));
    account.noteAct(act.at);
    known.add(act);
  }
  return { breaches, reached, lastSlots, inStages };
}

function newCounts(): Map<string, number> {
  return new Map();
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

type HandDeed = Extract<Deed, { kind: 'hand' }>;

/** What was done so far, by account and by group; what was logged by hand counts from when it was logged until it was corrected. */
class EarlierActs {
  readonly #byAccount = new Map<string, EarlierAct[]>();
  readonly #byGroup = new Map<string, EarlierAct[]>();
  readonly #handsOf: ReadonlyMap<string, readonly HandDeed[]>;
  readonly #handsOn: ReadonlyMap<string, readonly HandDeed[]>;
  readonly #correctedAt: ReadonlyMap<string, number>;

  constructor(deeds: readonly Deed[]) {
    const hands = deeds.filter((deed) => deed.kind === 'hand');
    this.#correctedAt = new Map(hands.map(({ corrects, at }) => [corrects ?? '', at]));
    this.#handsOf = Map.groupBy(hands, ({ accountId }) => accountId);
    this.#handsOn = Map.groupBy(hands, ({ groupId }) => groupId ?? '');
  }

  add(act: LoggedAct): void {
    addTo(this.#byAccount, act.accountId, act);
    if (act.groupId !== null) addTo(this.#byGroup, act.groupId, act);
  }

  before({ at, accountId, groupId }: LoggedAct): Pick<JudgedAct, 'ofAccount' | 'ofGroup'> {
    const counted = (hands: readonly HandDeed[] = []): EarlierAct[] =>
      hands
        .filter((hand) => hand.at < at && hand.amount > 0 && (this.#correctedAt.get(hand.key) ?? Infinity) > at)
        .map((hand) => ({ ...hand, at: hand.doneAt }));
    const ofGroup =
      groupId === null ? [] : inOrder([...(this.#byGroup.get(groupId) ?? []), ...counted(this.#handsOn.get(groupId))]);
    const ofAccount = [...(this.#byAccount.get(accountId) ?? []), ...counted(this.#handsOf.get(accountId))];
    return { ofAccount: inOrder(ofAccount), ofGroup };
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
