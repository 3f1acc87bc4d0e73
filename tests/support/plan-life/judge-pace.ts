import type { Finding, JudgedAct } from './judged-act.ts';
import type { Sop } from './sop.ts';
import { minuteMs, shanghaiDay, wallTime } from './true-days.ts';

/** What was done too soon after something else, or in hours and days of rest. */
export function paceBreaches(judged: JudgedAct): Finding[] {
  return [...gapBreach(judged), ...batchBreach(judged), ...hourBreaches(judged), ...restDayBreach(judged)];
}

function gapBreach({ act, sop, ofAccount }: JudgedAct): Finding[] {
  const { min_seconds: least } = sop.intervals;
  const seconds = Math.max(least[act.action] ?? 0, least[`${act.action}_per_group`] ?? 0);
  const last = ofAccount.findLast(({ action }) => action === act.action);
  if (last === undefined || act.at - last.at >= seconds * 1_000) return [];
  return [{ rule: 'gap', detail: `${(act.at - last.at) / 1_000} s of ${seconds}` }];
}

function batchBreach({ act, sop, ofAccount }: JudgedAct): Finding[] {
  const { max_continuous_batch_minutes: longest, pause_between_batches_minutes: pause } = sop.intervals;
  let startedAt = act.at;
  for (let place = ofAccount.length - 1; place >= 0; place--) {
    const at = ofAccount[place]?.at ?? 0;
    if (startedAt - at >= pause * minuteMs) break;
    startedAt = at;
  }
  const lastedMs = act.at - startedAt;
  if (lastedMs <= longest * minuteMs) return [];
  return [{ rule: 'batch-pause', detail: `a batch of ${Math.round(lastedMs / 1_000)} s` }];
}

function hourBreaches({ act, sop }: JudgedAct): Finding[] {
  const { minute } = wallTime(act.at);
  return sop.rest_windows
    .filter((window) => isMeant(window, act.action) && isIn(window, minute))
    .map(({ id }) => ({ rule: 'rest-window', detail: id }));
}

type Window = Sop['rest_windows'][number];

function isMeant({ applies_to: to }: Window, action: string): boolean {
  return to === 'all write actions' || (Array.isArray(to) && to.includes(action));
}

function isIn({ from, to }: Window, minute: number): boolean {
  if (from === undefined || to === undefined) return false;
  const [first, end] = [minuteOf(from), minuteOf(to)];
  return first < end ? minute >= first && minute < end : minute >= first || minute < end;
}

function minuteOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** Six days with an assisted act each are followed by one without. */
function restDayBreach({ act, sop, ofAccount }: JudgedAct): Finding[] {
  const isAssisted = (action: string): boolean => sop.actions[action]?.execution === 'assisted';
  if (!isAssisted(act.action)) return [];
  const today = shanghaiDay(act.at);
  const worked = new Set(ofAccount.filter(({ action }) => isAssisted(action)).map(({ at }) => shanghaiDay(at)));
  const before = [1, 2, 3, 4, 5, 6].filter((days) => worked.has(today - days));
  return before.length === 6 ? [{ rule: 'rest-day', detail: 'the seventh day in a row' }] : [];
}
