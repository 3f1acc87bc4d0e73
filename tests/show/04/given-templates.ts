import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '../../../electron/contract/outcome.ts';
import { faultText } from '../../../renderer/ui/fault-text.ts';
import { damaged, templateDamages } from '../../support/accounts/plan-damages.ts';
import type { PlanDamage } from '../../support/accounts/plan-damage.ts';
import { GuardedPlans, planDoors, startWithShipped } from '../../support/accounts/plan-doors.ts';
import type { ConsoleWords } from '../../support/console-words.ts';
import { exactly, type Figure, type ShowOptions } from '../show-line.ts';

interface Given {
  readonly folder: string;
  readonly words: readonly ConsoleWords[];
  /** The template as shipped. */
  readonly text: string;
}

/** A template of somebody's own, a version on and a little tighter, so that it would be taken but for the damage. */
function ownTemplate(text: string): string {
  return text
    .replace(/^id: onboarding$/mu, 'id: evening-desk')
    .replace('max_continuous_batch_minutes: 30', 'max_continuous_batch_minutes: 20');
}

/** Damaged templates by every door of a running console, and as the one that came with it: refused, and nothing of them is active. */
export async function giveBadTemplates(given: Given, { say }: ShowOptions): Promise<Figure[]> {
  const ends: (() => Promise<void>)[] = [];
  try {
    const folder = join(given.folder, 'desk');
    mkdirSync(folder);
    const plans = await GuardedPlans.open({ folder, defer: (end) => ends.push(end) });
    const before = await plans.active();
    const figures: Figure[] = [];
    for (const damage of templateDamages) {
      const { text, line } = damaged(ownTemplate(given.text), damage);
      for (const door of planDoors) {
        const fault = await plans.give(door, text);
        figures.push(
          refusal(`${damage.what} by ${door}`, { fault, damage, line, name: 'plan.yaml' }, given.words, say),
        );
      }
    }
    const after = await plans.active();
    figures.push(
      exactly('templates, plans, caps and log lines that came of it', before === after ? 'none' : after, 'none'),
    );
    return [...figures, ...(await takeSound(plans, before, given)), ...(await startBroken(given, say))];
  } finally {
    for (const end of ends.toReversed()) await end();
  }
}

/** Control: the same template without a damage is taken, and what could have become active does. */
async function takeSound(plans: GuardedPlans, before: string, { text }: Given): Promise<Figure[]> {
  const figures: Figure[] = [];
  let last = before;
  for (const door of planDoors) {
    const fault = await plans.give(door, ownTemplate(text));
    const active = await plans.active();
    figures.push(
      exactly(`control: the same template undamaged, by ${door}`, fault?.code ?? 'taken', 'taken'),
      exactly(`control: it is active then, by ${door}`, active === last ? 'no' : 'yes', 'yes'),
    );
    last = active;
  }
  return figures;
}

/** A console whose own template somebody damaged does not start, and says why; undamaged it does. */
async function startBroken(given: Given, say: ShowOptions['say']): Promise<Figure[]> {
  const figures: Figure[] = [];
  const damage = templateDamages.find(({ code }) => code === 'days-overlap');
  if (damage === undefined) return [exactly('a damage of days', 'none', 'one')];
  const { text, line } = damaged(given.text, damage);
  const fault = await startWithShipped(join(given.folder, 'broken'), text);
  const what = 'overlapping days in what came with the console';
  figures.push(refusal(what, { fault, damage, line, name: 'plans/onboarding.yaml' }, given.words, say));
  const sound = await startWithShipped(join(given.folder, 'sound'), given.text);
  return [...figures, exactly('control: it starts with the undamaged one', sound?.code ?? 'started', 'started')];
}

interface Refused {
  readonly fault: Fault | null;
  readonly damage: PlanDamage;
  readonly line: number;
  readonly name: string;
}

/** What is told of the refusal is the file, the line and the cure, in both languages. */
function refusal(
  what: string,
  { fault, damage: { code }, line, name }: Refused,
  words: readonly ConsoleWords[],
  say: ShowOptions['say'],
): Figure {
  const detail = fault?.detail ?? {};
  const isTold = fault?.code === 'plan-broken' && detail['line'] === line && detail['file'] === name;
  const lacking = words.filter(({ texts }) => {
    if (fault === null) return true;
    const { cause, cure } = faultText(texts, fault, Date.now());
    if (texts.language === 'en') say(`${what}: ${cause} ${cure}`);
    const general = texts.text('error.plan-broken.cure', {});
    return !cause.includes(name) || !cause.includes(String(line)) || cure === general || /\{\{/u.test(cause + cure);
  });
  const isSaid = isTold && detail['problem'] === code && lacking.length === 0;
  return exactly(
    `${what}: refused with file, line ${line} and cure in both languages`,
    isSaid ? 'yes' : JSON.stringify(fault),
    'yes',
  );
}
