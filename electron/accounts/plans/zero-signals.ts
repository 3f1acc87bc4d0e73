import type { PlanProblem } from '../../contract/plan-problems.ts';
import { writePhrase } from './phrases.ts';
import type { Plan, Scope, Signal, SignalTrigger } from './plan.ts';
import { writeScope } from './plan-lists.ts';
import { thirdWords, triggerWords } from './plan-words.ts';
import type { PlanFile } from './plan-yaml.ts';
import { signalSchema } from './safety-schema.ts';
import { idOf, type SeenPlan } from './seen-plan.ts';

const ranks = ['hold', 'warning', 'cooldown', 'suspended'] as const;
const cooling = ranks.indexOf('cooldown');

/** A part of a signal by its place, and what it said. */
type Lost = readonly [place: readonly string[], rule: string];

/**
 * What takes an account some stages down, by a drop or for as long as a cooldown lowers it, leads under the hard zeros from
 * the stages above them. How long such a signal lasts may be loosened; that it is there, and for what, may not.
 */
export function checkZeroSignals(file: PlanFile, { health: { signals } }: SeenPlan, template: Plan): PlanProblem[] {
  return template.health.signals.filter(leadsDown).flatMap((own) => {
    const place = signals.findIndex((entry) => idOf(entry) === own.id);
    // What cannot be read is told as such.
    const { data: written } = signalSchema.safeParse(signals[place]);
    if (written === undefined) return [];
    return lostBy(written, own).map(([path, rule]) =>
      file.problem(['health', 'signals', place, ...path], 'zero-drop-loosened', { what: own.id, rule }),
    );
  });
}

function leadsDown(signal: Signal): boolean {
  return signal.third !== undefined || rankOf(signal) >= cooling || rankAgain(signal) >= cooling;
}

function rankOf({ to }: Pick<Signal, 'to'>): number {
  return ranks.indexOf(to);
}

/** How grave a further one is; as the first, where nothing counts further ones. */
function rankAgain({ to, repeat }: Signal): number {
  return ranks.indexOf(repeat?.to ?? to);
}

function lostBy(written: Signal, own: Signal): Lost[] {
  const lost: Lost[] = [];
  const { trigger, scope, third } = own;
  const when = trigger.kind === 'reported' ? '–' : writePhrase(trigger, triggerWords);
  if (!isAsQuick(written.trigger, trigger)) lost.push([['when'], `when: ${when}`]);
  if (rankOf(written) < Math.min(rankOf(own), cooling)) lost.push([['to'], `to: ${own.to}`]);
  if (!covers(written.scope, scope)) lost.push([['scope'], `scope: ${[writeScope(scope, 'all')].flat().join(', ')}`]);
  if (third !== undefined && (written.third?.stages ?? 0) < third.stages) {
    lost.push([['third'], `third: ${writePhrase(third, thirdWords)}`]);
  }
  return [...lost, ...lostAgain(written, own)];
}

/** Further ones count where they lead down and the first one does not, and where the third one drops. */
function lostAgain(written: Signal, own: Signal): Lost[] {
  const { repeat, third } = own;
  const isGraver = rankAgain(own) >= cooling && rankOf(own) < cooling;
  if (repeat === undefined || (third === undefined && !isGraver)) return [];
  const again = written.repeat;
  const lost: Lost[] = [];
  if ((again?.withinDays ?? 0) < repeat.withinDays) {
    lost.push([['repeat', 'within_days'], `repeat.within_days: ${repeat.withinDays}`]);
  }
  if (isGraver && again !== undefined && again.count > repeat.count) {
    lost.push([['repeat', 'count'], `repeat.count: ${repeat.count}`]);
  }
  if (isGraver && rankAgain(written) < cooling) lost.push([['repeat', 'to'], `repeat.to: ${repeat.to ?? own.to}`]);
  return lost;
}

/** Whatever is a signal by the one is one by the other, and no later. */
function isAsQuick(written: SignalTrigger, own: SignalTrigger): boolean {
  if (written.kind === 'reported') return own.kind === 'reported' || own.kind === 'prompts';
  if (written.kind !== 'prompts' || own.kind !== 'prompts') return JSON.stringify(written) === JSON.stringify(own);
  return written.count <= own.count && written.withinHours >= own.withinHours;
}

function covers(written: Scope, own: Scope): boolean {
  if (written.kind === 'all' || written.kind === own.kind) {
    return (
      written.kind !== 'actions' ||
      own.kind !== 'actions' ||
      own.actions.every((action) => written.actions.includes(action))
    );
  }
  return false;
}
