import { jobSchema } from '../../../electron/contract/jobs.ts';
import type { StageId } from '../../../electron/contract/plan-ids.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import type { BoardCard } from '../../../electron/contract/board-card.ts';
import type { ConsolePage } from './console-page.ts';

const window = { startAt: null, endAt: null };
/** A phone reads its list in some seconds, two at a time. */
const perPhoneMs = 20_000;

/** Reads who is logged in on these phones, as an operator does: by their lists of groups. Somebody must have been chosen. */
export async function readAccounts(console: ConsolePage, phoneIds: readonly string[]): Promise<void> {
  const order = { kind: 'groups.read-list', title: '读取', payload: { phoneIds }, window };
  const { jobId } = jobSchema.parse(await console.call('jobs.plan', order));
  await console.call('jobs.confirm', { jobId, isConfirmed: true });
  await console.until(
    'the lists are read',
    ({ jobs }) => jobs.some((job) => job.jobId === jobId && job.state === 'over'),
    perPhoneMs * Math.max(3, phoneIds.length),
  );
}

export async function cardsOf(console: ConsolePage): Promise<readonly BoardCard[]> {
  return procedures['accounts.board'].output.parse(await console.call('accounts.board', {})).cards;
}

/** The account in that stage; throws where there is none. */
export async function accountIn(console: ConsolePage, stageId: StageId): Promise<BoardCard> {
  const card = (await cardsOf(console)).find((one) => !one.isPractice && one.stageId === stageId);
  if (card === undefined) throw new Error(`no account in ${stageId}`);
  return card;
}
