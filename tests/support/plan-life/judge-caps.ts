import { isHalved } from './judge-standing.ts';
import type { EarlierAct, Finding, JudgedAct, Reach } from './judged-act.ts';
import type { SopCap } from './sop.ts';
import { dayMs, hourMs, shanghaiDay } from './true-days.ts';

type Word = keyof SopCap;

const windows: readonly (readonly [word: Word, rule: string, lengthMs: number | null])[] = [
  ['per_hour', 'hour-cap', hourMs],
  ['per_day', 'day-cap', null],
  ['per_week', 'week-cap', 7 * dayMs],
  ['per_month', 'month-cap', 30 * dayMs],
];

/** The stages whose zeros nobody raises. */
const hardZeroStages: ReadonlySet<string> = new Set(['S0', 'S1', 'S2', 'S3']);

/** More than an account, or all of them together in one group, may do in an hour, a day, a week, a month. */
export function capBreaches(judged: JudgedAct, reach: Reach): Finding[] {
  const { act, sop, stage } = judged;
  const row = sop.stages[stage];
  const cap = row?.caps[act.action];
  if (row === undefined || cap === undefined) return [{ rule: 'no-cap', detail: `${stage} ${act.action}` }];
  const found: Finding[] = [];
  for (const [word, rule, lengthMs] of windows) {
    const planned = cap[word];
    if (planned === undefined) continue;
    const path = `stages.${row.id}.caps.${act.action}.${word}`;
    const isHardZero = cap.per_day === 0 && hardZeroStages.has(row.id);
    const full = isHardZero ? planned : raised(judged, path, planned);
    const most = isHalved(judged) ? Math.floor(full / 2) : full;
    if (full === 0) found.push({ rule: isHardZero ? 'hard-zero' : 'stage-closed', detail: path });
    const used = sumIn(sameAction(judged.ofAccount, judged), lengthMs, act.at) + act.amount;
    if (used > most) found.push({ rule, detail: `${used} of ${most} by ${path}` });
    if (used === most) reach(rule, full === planned && most === full ? path : null);
    if (!act.action.startsWith('group_') || act.groupId === null) continue;
    const inGroup =
      sumIn(sameAction(judged.ofGroup, judged).map(atLeastOne), lengthMs, act.at) + Math.max(1, act.amount);
    if (inGroup === most && inGroup > used) reach('group-over-accounts', null);
    if (inGroup > most) found.push({ rule: 'group-over-accounts', detail: `${inGroup} of ${most} by ${path}` });
  }
  return [...found, ...groupBreaches(judged, reach)];
}

function groupBreaches(judged: JudgedAct, reach: Reach): Finding[] {
  const { act, sop, group } = judged;
  const rule = sop.counting_rules.per_group[act.action];
  if (rule === undefined || act.groupId === null) return [];
  const { max, days = 1, max_percent_of_group_per_24h: percent } = rule;
  const ground = `counting_rules.per_group.${act.action}`;
  const word = percent === undefined ? 'max' : 'max_percent_of_group_per_24h';
  const planned = percent ?? max ?? 0;
  const raisedTo = raised(judged, `${ground}.${word}`, planned);
  const most = percent === undefined ? raisedTo : Math.floor(((group?.memberCount ?? 0) * raisedTo) / 100);
  const used =
    sumIn(sameAction(judged.ofGroup, judged).map(atLeastOne), days * dayMs, act.at) + Math.max(1, act.amount);
  const sort = percent === undefined ? 'group-cap' : 'group-share';
  if (used === most) reach(sort, raisedTo === planned ? ground : null);
  return used > most ? [{ rule: sort, detail: `${used} of ${most}` }] : [];
}

/** A number as it was raised for a while, in front of the act. */
function raised({ raisedTo, act }: JudgedAct, path: string, planned: number): number {
  return Math.max(planned, ...raisedTo(path, act.at));
}

/** `lengthMs` null: the same day on a calendar in Shanghai. */
function sumIn(acts: readonly EarlierAct[], lengthMs: number | null, at: number): number {
  const today = shanghaiDay(at);
  const isIn = (act: EarlierAct): boolean =>
    lengthMs === null ? shanghaiDay(act.at) === today : act.at > at - lengthMs && act.at <= at;
  let sum = 0;
  for (let place = acts.length - 1; place >= 0; place--) {
    const act = acts[place];
    if (act === undefined || act.at <= at - (lengthMs ?? dayMs)) break;
    if (isIn(act)) sum += act.amount;
  }
  return sum;
}

function sameAction(acts: readonly EarlierAct[], { act }: JudgedAct): EarlierAct[] {
  return acts.filter(({ action }) => action === act.action);
}

function atLeastOne(act: EarlierAct): EarlierAct {
  return { ...act, amount: Math.max(1, act.amount) };
}
