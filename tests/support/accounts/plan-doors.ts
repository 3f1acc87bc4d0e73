import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { shippedPlanFile } from '../../../electron/accounts/plans/plan-files.ts';
import type { Fault } from '../../../electron/contract/outcome.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import { valueOf } from '../device-layer.ts';
import { openTestConsole } from '../services.ts';
import { ClockedDesk, type ClockedPlace, type RunningDesk } from './clocked-desk.ts';

export const planDoors = ['plans.save', 'plans.assign'] as const;
export type PlanDoor = (typeof planDoors)[number];

const resources = fileURLToPath(new URL('../../../resources/', import.meta.url));

/** A console with one account under the shipped plan, to which texts are given by every door that takes one. */
export class GuardedPlans {
  readonly #running: RunningDesk;
  readonly #accountId: string;

  private constructor(running: RunningDesk, accountId: string) {
    this.#running = running;
    this.#accountId = accountId;
  }

  static async open(place: ClockedPlace): Promise<GuardedPlans> {
    const running = await new ClockedDesk(place).start();
    await running.settleIn('S4');
    return new GuardedPlans(running, (await running.account()).accountId);
  }

  /** The fault with which a text is refused; null where it is taken. */
  async give(door: PlanDoor, text: string): Promise<Fault | null> {
    const { console } = this.#running;
    const source = { kind: 'text', text } as const;
    const accountIds = [this.#accountId];
    const answered =
      door === 'plans.save'
        ? await console.call(door, { text, reason: null })
        : await console.call(door, { accountIds, source, reason: null, untilAt: null });
    return answered.ok ? null : answered.error;
  }

  /** Everything that a plan could have become active in: templates, the account's plan, its stage and caps, the audit log. */
  async active(): Promise<string> {
    const { console } = this.#running;
    const accountId = this.#accountId;
    const detail = procedures['accounts.detail'].output.parse(
      valueOf(await console.call('accounts.detail', { accountId })),
    );
    const log = procedures['audit.page'].output.parse(
      valueOf(await console.call('audit.page', { beforeSeq: null, limit: 200 })),
    );
    return JSON.stringify({
      templates: valueOf(await console.call('plans.list', {})),
      plan: valueOf(await console.call('plans.get', { kind: 'account', accountId })),
      stage: detail.card.stageId,
      caps: detail.card.budgets.map(({ action, window, limit }) => `${action} ${window} ${limit}`),
      log: log.entries.filter(({ action }) => action.startsWith('plans.')),
    });
  }
}

/** What came with the console, but for another text of the plan; answers how the start goes. */
export async function startWithShipped(folder: string, text: string): Promise<Fault | null> {
  const copy = join(folder, 'resources');
  mkdirSync(copy, { recursive: true });
  for (const name of readdirSync(resources)) {
    if (name === dirname(shippedPlanFile)) cpSync(join(resources, name), join(copy, name), { recursive: true });
    else symlinkSync(join(resources, name), join(copy, name));
  }
  writeFileSync(join(copy, shippedPlanFile), text);
  const opened = await openTestConsole({
    dataFolder: join(folder, 'data'),
    phones: null,
    resourcesFolder: pathToFileURL(`${copy}/`),
  });
  if (!opened.ok) return opened.error;
  await opened.value.services.dispose();
  return null;
}
