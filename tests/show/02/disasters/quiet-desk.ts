import { desk16, type CabledPhones, type Sight } from '../../../support/fault-desk/cabled-phones.ts';
import { openFaultDesk, shortTiming, untilReady, type FaultDesk } from '../../../support/fault-desk/fault-desk.ts';
import type { QuietControl } from './quiet-controls.ts';

/** Everything that happened is forgotten, and everything that was read is over. */
const forgottenMs = shortTiming.flapWindowMs + shortTiming.quietMs + 2_000;
const afterwardsMs = 5_000;

/** Plays what is no fault, one after the other on one desk. Answers what was read and should not have been. */
export async function playQuiet(
  phones: CabledPhones,
  {
    sight,
    controls,
    say,
  }: { readonly sight: Sight; readonly controls: readonly QuietControl[]; readonly say: (text: string) => void },
): Promise<string[]> {
  const desk = await openFaultDesk(phones, { ports: desk16, sight });
  const found: string[] = [];
  try {
    for (const [at, control] of controls.entries()) {
      if (at > 0) await settle(desk);
      const before = new Set(desk.watch.seen);
      await control.run(desk);
      await desk.pass(afterwardsMs);
      const fresh = desk.watch.seen.filter((seen) => !before.has(seen));
      const wrong = fresh.filter(({ last }) => control.isRight?.(last) !== true);
      const told = fresh.map(({ last, surest }) => `${last.cause} (${surest})`);
      say(`quiet: ${control.name}: ${told.length === 0 ? 'nothing read' : told.join('; ')}`);
      found.push(...wrong.map(({ last }) => `${control.name}: ${last.cause} ${JSON.stringify(last.subject)}`));
    }
    return found;
  } finally {
    await desk.close();
  }
}

async function settle(desk: FaultDesk): Promise<void> {
  desk.bench.heal();
  await untilReady(desk.layer, desk16.length);
  await desk.pass(forgottenMs);
}
