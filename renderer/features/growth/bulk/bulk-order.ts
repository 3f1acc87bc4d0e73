import type { BulkAct } from '@contract/account-bulk.ts';
import type { BoardCard } from '@contract/board-card.ts';
import type { Fault } from '@contract/outcome.ts';
import type { ProcedureInput, ProcedureOutput } from '@contract/procedures.ts';
import type { Language } from '../../../i18n/texts.ts';

export type BulkKind = BulkAct['kind'];
export type BulkOrder = ProcedureInput<'accounts.bulk'>;
type TaskNames = ProcedureOutput<'accounts.board'>['tasks'];
type Previewed = ProcedureOutput<'accounts.previewBulk'>['rows'];
type Entered = ProcedureOutput<'accounts.bulk'>['rows'];

/** What is about to be entered about several accounts. */
export interface BulkDraft {
  readonly kind: BulkKind;
  /** Of a tick; null as long as none is chosen. */
  readonly taskId: string | null;
  /** Null: today. */
  readonly day: string | null;
  readonly note: string;
  /** For every account that has none of its own. */
  readonly proof: string;
  readonly ownProofs: ReadonlyMap<string, string>;
}

export function emptyDraft(kind: BulkKind, taskId: string | null): BulkDraft {
  return { kind, taskId, day: null, note: '', proof: '', ownProofs: new Map() };
}

/** Null as long as no task is chosen. */
export function orderOf(draft: BulkDraft, cards: readonly BoardCard[]): BulkOrder | null {
  const { kind, taskId, day, note, proof, ownProofs } = draft;
  if (cards.length === 0) return null;
  const accounts = cards.map(({ accountId, stageId }) => {
    return { accountId, stageId, proof: kind === 'tick' ? written(ownProofs.get(accountId) ?? '', proof) : null };
  });
  if (kind === 'sign-off') return { act: { kind }, accounts };
  return taskId === null ? null : { act: { kind, taskId, day, note: written(note) }, accounts };
}

/** The first of the texts that says something. */
function written(...texts: readonly string[]): string | null {
  return texts.map((text) => text.trim()).find((text) => text !== '') ?? null;
}

/** A task that some of the accounts have not done. */
export interface OfferedTask {
  readonly taskId: string;
  readonly name: string;
  readonly openCount: number;
}

/** What can be ticked for any of the accounts, first what most of them lack. */
export function offeredTasks(
  cards: readonly BoardCard[],
  names: TaskNames,
  language: Language,
): readonly OfferedTask[] {
  const counts = new Map<string, number>();
  for (const taskId of cards.flatMap(({ openTasks }) => openTasks)) counts.set(taskId, (counts.get(taskId) ?? 0) + 1);
  const offered = [...counts].map(([taskId, openCount]) => {
    return { taskId, name: names[taskId]?.[language === 'en' ? 'en' : 'zh'] ?? taskId, openCount };
  });
  return offered.toSorted((one, other) => other.openCount - one.openCount);
}

/** How it stands with one of the accounts. */
export interface BulkRow {
  readonly card: BoardCard;
  /** `asking`: not known yet; `applies`, `refused`: before it is ordered; `done`, `not-done`: after. */
  readonly state: 'asking' | 'applies' | 'refused' | 'done' | 'not-done';
  /** Why not. */
  readonly fault: Fault | null;
  /** What the task asks for; null: nothing. */
  readonly proof: string | null;
}

/** One row for each account. `entered`: what came of the order, which is given for those alone to which it applied. */
export function rowsOf(
  cards: readonly BoardCard[],
  previewed: Previewed | null,
  entered: Entered | null,
): readonly BulkRow[] {
  return cards.map((card) => {
    const before = previewed?.find(({ accountId }) => accountId === card.accountId);
    const after = entered?.find(({ accountId }) => accountId === card.accountId);
    const found = after ?? before;
    const proof = before?.proof ?? null;
    if (found === undefined) return { card, state: 'asking', fault: null, proof };
    const isWell = found.fault === null;
    const state = entered === null ? (isWell ? 'applies' : 'refused') : isWell ? 'done' : 'not-done';
    return { card, state, fault: found.fault, proof };
  });
}

/** The order for those accounts alone to which it applies. */
export function applyingOrder(order: BulkOrder, rows: readonly BulkRow[]): BulkOrder {
  const applying = new Set(rows.flatMap(({ card, state }) => (state === 'applies' ? [card.accountId] : [])));
  return { ...order, accounts: order.accounts.filter(({ accountId }) => applying.has(accountId)) };
}

/** Whether the account is refused for the lack of nothing but its proof. */
export function lacksProof({ fault }: Pick<BulkRow, 'fault'>): boolean {
  return fault?.detail?.['rule'] === 'proof-needed';
}
