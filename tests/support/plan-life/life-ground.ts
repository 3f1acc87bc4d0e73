import { stageIds, type StageId } from '../../../electron/contract/plan-ids.ts';
import type { SteppedClock } from '../../../electron/runtime/stepped-clock.ts';
import { hashText, type SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { PaperPhones } from '../jobs/paper-phones.ts';
import { PlanConsole, type LifeGroup, type PlanConsoleOptions } from './plan-console.ts';

export const minuteMs = 60_000;

/** Monday at six in the morning in Shanghai: the day of a desk begins at seven. */
export const firstMorning = Date.parse('2026-03-02T06:00:00+08:00');

/** Phones of paper, one account on each. */
export function lifePhones(count: number): PaperPhones {
  const phones = new PaperPhones();
  for (let place = 0; place < count; place++) phones.add(`phone-${place}`);
  return phones;
}

/** In most groups the desk is the owner. */
const roles = ['owner', 'owner', 'owner', 'owner', 'admin', 'owner', 'owner', 'owner', 'member'] as const;

/** Groups of many sizes. */
export function lifeGroups(count: number, random: SeededRandom): ReadonlyMap<string, LifeGroup> {
  const groups = Array.from({ length: count }, (_none, place) => {
    const memberCount = random.pick([40, 60, 90, 120, 200, 300, 400, 500]);
    const group: LifeGroup = { memberCount, ownRole: roles[place % roles.length] ?? 'owner' };
    return [`group-${place}`, group] as const;
  });
  return new Map(groups);
}

/** Whoever stands at a phone takes some seconds for what is shown; now and then somebody goes to lunch before doing it. */
export function handMs(token: string): number {
  const isAway = hashText(`away ${token}`) % 40 === 0;
  return 5_000 + (hashText(`hand ${token}`) % (isAway ? 40 * minuteMs : 55_000));
}

/** Now and then the messenger answers an act with its warning. */
export function warnsRarely(token: string): boolean {
  return hashText(`warns ${token}`) % 400 === 0;
}

/** Every phone with an account under a plan, in all stages; the later ones are more. */
const stages: readonly StageId[] = [...stageIds, 'S4', 'S5', 'S6', 'S6'];

/** A desk whose accounts have come to all stages of the shipped plan. */
export async function seedDesk(options: PlanConsoleOptions & { readonly clock: SteppedClock }): Promise<void> {
  const console = PlanConsole.open(options);
  for (const [place, { phoneId }] of options.phones.list().entries()) {
    const account = console.accounts.onPhone(phoneId);
    if (!account.ok) throw new Error(account.error.message);
    const { accountId } = account.value;
    const stageId = stages[place % stages.length] ?? 'S6';
    const seeded = await console.call('accounts.seedDemo', { accountId, stageId });
    if (!seeded.ok) throw new Error(seeded.error.message);
  }
  await options.clock.moveTo(options.clock.now() + minuteMs);
  await console.crash();
}
