import { accountDetailSchema } from '../../../electron/contract/account-plans.ts';
import type { GateView } from '../../../electron/contract/board-card.ts';
import type { CertaintyView } from '../../../electron/contract/certainty.ts';
import type { JobItem } from '../../../electron/contract/jobs.ts';
import { valueOf } from '../device-layer.ts';
import type { PlacedAccount, RunningDesk } from './clocked-desk.ts';

/** What the console says right after it came back to a ledger that may lack acts. */
export interface SeenUnknown {
  readonly at: number;
  readonly certainty: CertaintyView;
  /** Every row of every job that is not over. */
  readonly rows: readonly JobItem[];
  /** What the account pages say of every act that the stage has at all, by hand and by the console. */
  readonly gates: readonly GateView[];
}

export async function seenOf(
  running: RunningDesk,
  accounts: readonly PlacedAccount[],
): Promise<Pick<SeenUnknown, 'certainty' | 'gates'>> {
  const gates = await Promise.all(accounts.map(({ accountId }) => gatesOf(running, accountId)));
  return { certainty: await running.certainty(), gates: gates.flat() };
}

async function gatesOf(running: RunningDesk, accountId: string): Promise<GateView[]> {
  const answered = await running.console.call('accounts.detail', { accountId });
  const { card, byHand } = accountDetailSchema.parse(valueOf(answered));
  return [...card.gate, ...byHand.gate];
}
