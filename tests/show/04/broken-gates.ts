import type { ItemCode } from '../../../electron/contract/job-codes.ts';
import { liveEagerly } from '../../support/plan-life/eager-life.ts';
import { exactly, type Figure, type ShowOptions } from '../show-line.ts';

/** What the act log shows where the gate does not know the rule that answers so. */
const seenAs: Readonly<Partial<Record<ItemCode, readonly string[]>>> = {
  'stage-closed': ['hard-zero', 'stage-closed'],
  cooldown: ['cooldown'],
};

/** The same desk under gates that lack one rule each: the judge has to see every one of them. */
export async function brokenGates(rules: readonly ItemCode[], { seed, say, signal }: ShowOptions): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const rule of rules) {
    const wanted = seenAs[rule] ?? [rule];
    const isSeen = (found: Awaited<ReturnType<typeof liveEagerly>>): boolean =>
      found.breaches.some((breach) => wanted.includes(breach.rule));
    const size = { days: 30, accounts: 12, groups: 40, signals: rule === 'cooldown' ? 10 : 1 };
    const judgement = await liveEagerly({ ...size, seed, unknownRule: rule, isEnough: isSeen, signal });
    say(`without ${rule}: ${judgement.breaches.length} breaches`);
    figures.push(
      exactly(`control: a gate that does not know ${rule} is found out`, isSeen(judgement) ? 'yes' : 'no', 'yes'),
    );
  }
  return figures;
}
