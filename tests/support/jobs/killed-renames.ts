import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messengerVariants } from '../../../simulator/messenger/variant.ts';
import { planGroups, type GroupPlan } from '../../../simulator/world/world-plan.ts';
import { World } from '../../../simulator/world/world.ts';
import { freePort } from '../free-port.ts';
import { openVirtualDesk } from '../virtual-desk.ts';
import { KilledRun } from './killed-run.ts';
import type { KilledRenames, RenameKillPlan } from './rename-kills.ts';

const longestName = 24;

/**
 * Renames groups in the messengers of virtual phones, kills the console at the planned moments, starts it again on what it
 * left each time, and lets what is left run to its end. Phones and world live in this process and are never killed.
 */
export async function runKilledRenames(plan: RenameKillPlan): Promise<KilledRenames> {
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-killed-'));
  const { phoneCount, seed, groupCount, variantCount } = plan;
  const world = new World({
    seed,
    phoneCount,
    plan: { groups: planShortNames(seed, phoneCount, groupCount + 1) },
  });
  const variants = messengerVariants.slice(0, variantCount);
  const variantOf = (index: number): (typeof variants)[number] | undefined => variants[(index - 1) % variants.length];
  const { desk, close } = await openVirtualDesk({ count: phoneCount, seed, world, variantOf });
  const run = new KilledRun(plan, { dataFolder: join(folder, 'data'), desk, localAdbPort: await freePort() });
  try {
    return await run.toTheEnd();
  } finally {
    await run.close();
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Names that have room for the characters that are put before them. */
function planShortNames(seed: number, phoneCount: number, groupCount: number): GroupPlan[] {
  const { groups } = planGroups({ seed, phoneCount, groupCount: groupCount * 2 });
  const short = groups.filter(({ name }) => name.length <= longestName).slice(0, groupCount);
  return short.map((group, index) => {
    const place = (index % phoneCount) + 1;
    return { ...group, places: [place], owner: place };
  });
}
