import type { Account } from '../../../electron/contract/accounts.ts';
import type { FaultRequest } from '../../../simulator/faults/fault-spec.ts';
import type { Act } from '../../../simulator/world/act-log.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { valueOf } from '../../support/device-layer.ts';
import type { FleetEvidence, FleetRow } from '../../support/fleet/fleet-evidence.ts';
import { judgeFleet } from '../../support/fleet/fleet-judge.ts';
import { RenamingFleet } from '../../support/fleet/renaming-fleet.ts';
import { atLeast, exactly, told, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';

const jobTimeoutMs = 15 * 60_000;
const pollTimeoutMs = 60_000;
const hourMs = 3_600_000;
const minuteMs = 60_000;
/** The shortest rest of the operating manual after 操作太频繁. */
const restHours = 24;
const points = ['group-info', 'editor', 'before-effect'] as const;

export const restingAccount: ShowLine = {
  id: '03.7',
  title: '操作太频繁 on one account stops its lane only and puts it in cooldown',
  hasShortForm: true,
  limitMs: 20 * 60_000,
  async run(options) {
    const { isShort, seed } = options;
    const fleet = await RenamingFleet.open({ seed, phoneCount: isShort ? 3 : 8, groupCount: isShort ? 9 : 40 });
    try {
      return await measure(fleet, options);
    } finally {
      await fleet.close();
    }
  },
};

/** The account that is warned, and everything of it that was seen. */
interface Warned {
  readonly place: number;
  readonly phoneId: string;
  /** In the world. */
  readonly accountId: string;
}

async function measure(fleet: RenamingFleet, { seed, say }: ShowOptions): Promise<Figure[]> {
  const random = new SeededRandom(seed).fork('warning');
  const place = random.between(1, fleet.lanes.length);
  const warned: Warned = {
    place,
    phoneId: (await fleet.console.phoneIds())[place - 1] ?? '',
    accountId: fleet.world.accountOf(place)?.accountId ?? '',
  };
  const request = warning(fleet.lanes[place - 1]?.[1]?.worldId ?? '', random);
  fleet.startFault(place, request);
  say(`phone ${place}: ${JSON.stringify(request)}`);
  const before = await fleet.accounts();
  const sinceSeq = fleet.lastSeq;
  const jobId = await fleet.plan();
  await fleet.console.confirm(jobId);
  await fleet.console.untilQuiet(jobId, jobTimeoutMs);
  say('one account was warned; everything else has ended');
  const warnedFigures = await judgeWarned(fleet, warned, await fleet.evidence(jobId, sinceSeq), before);
  valueOf(await fleet.console.console.call('jobs.retry', { jobId, itemIds: null }));
  await untilShortlyBefore(fleet, warned);
  say('a day is nearly over');
  const asleep = await fleet.evidence(jobId, sinceSeq);
  const wokenSeq = fleet.lastSeq;
  fleet.clock.advance(2 * minuteMs);
  await fleet.console.untilOver(jobId, jobTimeoutMs);
  const last = await fleet.evidence(jobId, sinceSeq);
  return [...warnedFigures, ...judgeResting(asleep, warned), ...judgeRested(last, warned, wokenSeq)];
}

/** On the lane's second row: one is done before it, the others wait behind it. */
function warning(groupId: string, random: SeededRandom): FaultRequest {
  return { kind: 'interruption', what: 'too-frequent', groupId, point: random.pick(points) };
}

/** A minute before the rest is over, with every phone polled since, so that the console has seen what time it is. */
async function untilShortlyBefore(fleet: RenamingFleet, { phoneId }: Warned): Promise<void> {
  const untilAt = accountOn(await fleet.accounts(), phoneId)?.cooldownUntilAt ?? null;
  if (untilAt === null) throw new Error('the account does not rest');
  fleet.clock.advance(untilAt - fleet.clock.now() - minuteMs);
  const jumpedAt = fleet.clock.now();
  await fleet.console.console.waitFor(
    ({ phones }) => phones.every(({ health }) => (health.polledAt ?? 0) > jumpedAt),
    pollTimeoutMs,
  );
}

async function judgeWarned(
  fleet: RenamingFleet,
  warned: Warned,
  evidence: FleetEvidence,
  before: readonly Account[],
): Promise<Figure[]> {
  const accounts = await fleet.accounts();
  const untilAt = accountOn(accounts, warned.phoneId)?.cooldownUntilAt ?? null;
  const strike = evidence.strikes.find(({ what }) => what === 'too-frequent');
  const own = evidence.rows.filter(({ place }) => place === warned.place);
  const others = evidence.rows.filter(({ place }) => place !== warned.place);
  const struckAt = strike?.at ?? Infinity;
  const hours = untilAt === null ? 0 : Math.round((untilAt - struckAt) / hourMs);
  return [
    told('the warning came at', strike === undefined ? 'no point' : `${strike.point} on phone ${strike.place}`),
    exactly('warnings that the messenger gave', evidence.strikes.length, 1),
    exactly('accounts that rested before', resting(before).length, 0),
    exactly(
      'accounts that rest now',
      resting(accounts)
        .map(({ phoneId }) => phoneId)
        .join(', '),
      warned.phoneId,
    ),
    exactly('hours that it rests', hours, restHours),
    exactly('rows that failed for it', rowsOf(own, 'failed', 'too-frequent').length, 1),
    exactly('rows of its lane held with that reason', rowsOf(own, 'held', 'cooldown').length, own.length - 2),
    exactly(
      'of these, held until its rest is over',
      rowsOf(own, 'held', 'cooldown').filter(({ item }) => item.heldUntilAt === untilAt).length,
      own.length - 2,
    ),
    exactly('rows of all other lanes that are done', rowsOf(others, 'done').length, others.length),
    atLeast('groups renamed on other lanes after the warning', renamesAfter(evidence, struckAt, warned), 1, 'groups'),
    exactly('what is said and is not so', judgeFleet(evidence).join('; ') || 'nothing', 'nothing'),
  ];
}

/** The operator began the failed row anew at once: it is held as the others are, and nothing is touched for a day. */
function judgeResting(evidence: FleetEvidence, warned: Warned): Figure[] {
  const own = evidence.rows.filter(({ place }) => place === warned.place);
  const struckAt = evidence.strikes[0]?.at ?? Infinity;
  const touches = actsAfter(evidence.acts, warned.accountId, struckAt);
  const planted: Act[] = [...evidence.acts, plantedAct(warned.accountId, struckAt + 1)];
  return [
    exactly('rows held a minute before the rest is over', rowsOf(own, 'held', 'cooldown').length, own.length - 1),
    exactly('times that the messenger of that account was touched since the warning', touches.length, 0),
    exactly('control: a planted touch that is seen', actsAfter(planted, warned.accountId, struckAt).length, 1),
    exactly('while it rests: what is said and is not so', judgeFleet(evidence).join('; ') || 'nothing', 'nothing'),
  ];
}

function judgeRested(evidence: FleetEvidence, { place, accountId }: Warned, wokenSeq: number): Figure[] {
  const own = evidence.rows.filter((row) => row.place === place);
  const late = evidence.acts.filter(
    (act) => act.kind === 'rename-group' && act.accountId === accountId && act.seq > wokenSeq,
  );
  return [
    exactly('rows done once the rest is over', rowsOf(evidence.rows, 'done').length, evidence.rows.length),
    exactly('of these, renamed only then', late.length, own.length - 1),
    exactly('in the end: what is said and is not so', judgeFleet(evidence).join('; ') || 'nothing', 'nothing'),
  ];
}

function accountOn(accounts: readonly Account[], phoneId: string): Account | undefined {
  return accounts.find((account) => account.phoneId === phoneId);
}

function resting(accounts: readonly Account[]): readonly Account[] {
  return accounts.filter(({ cooldownUntilAt }) => cooldownUntilAt !== null);
}

function rowsOf(rows: readonly FleetRow[], state: FleetRow['item']['state'], code?: FleetRow['item']['code']) {
  return rows.filter(({ item }) => item.state === state && (code === undefined || item.code === code));
}

function renamesAfter({ acts }: FleetEvidence, at: number, { accountId }: Warned): number {
  return acts.filter((act) => act.kind === 'rename-group' && act.accountId !== accountId && act.at > at).length;
}

/** Pages opened and deeds asked for by an account after a moment; that a deed is refused is the messenger's doing. */
function actsAfter(acts: readonly Act[], accountId: string, at: number): readonly Act[] {
  return acts.filter((act) => act.accountId === accountId && act.at > at && !act.kind.startsWith('refuse-'));
}

function plantedAct(accountId: string, at: number): Act {
  return { seq: 0, at, accountId, kind: 'open-messenger', groupId: null, subject: null, before: null, after: null };
}
