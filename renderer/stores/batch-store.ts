import type { Fault, Outcome } from '@contract/outcome.ts';
import type { ProcedureOutput } from '@contract/procedures.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { isPutAway, type Acts } from './acts.ts';

/** One act on many phones. */
export type BatchAct =
  | { readonly kind: 'recheck' }
  | { readonly kind: 'reconnect' }
  | { readonly kind: 'reboot' }
  | { readonly kind: 'show-number' }
  | { readonly kind: 'set-aside'; readonly isSetAside: boolean }
  | { readonly kind: 'set-expected'; readonly isExpected: boolean }
  | { readonly kind: 'limit-charge'; readonly isLimited: boolean }
  | { readonly kind: 'forget' };

/** A batch and what became of it, phone by phone. */
export interface Batch {
  readonly batchId: number;
  readonly act: BatchAct;
  readonly phoneIds: readonly string[];
  readonly isRunning: boolean;
  /** Why each failed phone failed; a phone that is not in it succeeded or is still under way. */
  readonly faults: ReadonlyMap<string, Fault>;
}

export interface Batches {
  readonly store: StoreApi<{ readonly batches: readonly Batch[] }>;
  start(act: BatchAct, phoneIds: readonly string[]): Promise<void>;
  /** Runs the same act again for those phones that failed, in place of the old result. */
  retryFailed(batchId: number): Promise<void>;
  dismiss(batchId: number): void;
}

const shortestShowSeconds = 20;
const longestShowSeconds = 120;
const keptCount = 4;

export function createBatches(acts: Acts): Batches {
  const store = createStore<{ readonly batches: readonly Batch[] }>(() => ({ batches: [] }));
  let lastId = 0;
  const replace = (batchId: number, change: (batch: Batch) => Batch): void =>
    store.setState(({ batches }) => ({
      batches: batches.map((batch) => (batch.batchId === batchId ? change(batch) : batch)),
    }));
  const dismiss = (batchId: number): void =>
    store.setState(({ batches }) => ({ batches: batches.filter((batch) => batch.batchId !== batchId) }));

  const start = async (act: BatchAct, phoneIds: readonly string[]): Promise<void> => {
    if (phoneIds.length === 0) return;
    lastId += 1;
    const batchId = lastId;
    const batch: Batch = { batchId, act, phoneIds, isRunning: true, faults: new Map() };
    store.setState(({ batches }) => ({ batches: [batch, ...batches].slice(0, keptCount) }));
    const answer = await runBatch(acts, act, [...phoneIds]);
    if (!answer.ok && isPutAway(answer.error)) return dismiss(batchId);
    replace(batchId, (before) => ({ ...before, isRunning: false, faults: faultsOf(before.phoneIds, answer) }));
  };

  return {
    store,
    start,
    dismiss,
    async retryFailed(batchId) {
      const batch = store.getState().batches.find((candidate) => candidate.batchId === batchId);
      if (batch === undefined || batch.isRunning) return;
      dismiss(batchId);
      await start(batch.act, [...batch.faults.keys()]);
    },
  };
}

type BatchAnswer = Outcome<ProcedureOutput<'phones.recheck'>>;

function runBatch(acts: Acts, act: BatchAct, phoneIds: string[]): Promise<BatchAnswer> {
  switch (act.kind) {
    case 'recheck':
      return acts.run('phones.recheck', { phoneIds });
    case 'reconnect':
      return acts.run('phones.reconnect', { phoneIds });
    case 'reboot':
      return acts.run('phones.reboot', { phoneIds, isConfirmed: true });
    case 'show-number':
      return acts.run('phones.showNumber', { phoneIds, seconds: showSeconds(phoneIds.length) });
    case 'set-aside':
      return acts.run('phones.setAside', { phoneIds, isSetAside: act.isSetAside });
    case 'set-expected':
      return acts.run('phones.setExpected', { phoneIds, isExpected: act.isExpected });
    case 'limit-charge':
      return acts.run('batteryCare.limitCharge', { phoneIds, isLimited: act.isLimited });
    case 'forget':
      return acts.run('phones.forget', { phoneIds });
  }
}

/** The first of many phones must still show its number when the last one does, and somebody has to walk along them. */
function showSeconds(count: number): number {
  return Math.min(longestShowSeconds, shortestShowSeconds + Math.ceil(count / 4));
}

/** A batch that failed as a whole failed on every phone for that one reason. */
function faultsOf(phoneIds: readonly string[], answer: BatchAnswer): ReadonlyMap<string, Fault> {
  if (!answer.ok) return new Map(phoneIds.map((phoneId) => [phoneId, answer.error]));
  const faults = new Map<string, Fault>();
  for (const { phoneId, error } of answer.value.results) if (error !== null) faults.set(phoneId, error);
  return faults;
}
