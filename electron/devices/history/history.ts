import type { z } from 'zod';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { Handlers, ProcedureInput } from '../../contract/procedures.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { TaskWorker } from '../../store/task-worker.ts';
import {
  availabilityAnswerSchema,
  availabilityRowCount,
  availabilityTask,
  readAvailability,
} from './availability-query.ts';
import { chartRowCount, chartTask, readChart, type ChartQuery } from './chart-query.ts';
import { HistoryRecorder, type HistoryRecorderDeps } from './history-recorder.ts';
import { packedChartSchema, unpackChart } from './packed-chart.ts';
import { readPresence } from './presence-query.ts';
import { readTrends, trendsAnswerSchema, trendsRowCount, trendsTask, type TrendsQuery } from './trends-query.ts';

type HistoryProcedure = 'history.chart' | 'history.presence' | 'history.availability' | 'history.trends';

export interface HistoryDeps extends HistoryRecorderDeps {
  readonly worker: TaskWorker;
  readonly settings: { current(): Pick<Settings, 'pollIntervalMs'> };
}

/** What the phones were like over time. */
export interface History extends Disposable {
  readonly handlers: Handlers<HistoryProcedure>;
  dispose(): void;
}

/** Questions over more rows than this are answered by the worker thread. */
const inlineRows = 5_000;
const taskTimeoutMs = 30_000;

/** Begins to record at once. */
export function createHistory(deps: HistoryDeps): History {
  const { store, clock } = deps;
  const recorder = new HistoryRecorder(deps);
  const asking = { ...deps, recorder };
  return {
    handlers: {
      'history.chart': (input, signal) => askChart(asking, input, signal),
      'history.presence': async (input) => {
        if (isEmpty(input)) return emptyRange();
        recorder.flush();
        return succeed({ spans: readPresence(store, { ...input, now: clock.now() }) });
      },
      'history.availability': (input, signal) => askAvailability(asking, input, signal),
      'history.trends': (input, signal) => askTrends(asking, input, signal),
    },
    dispose: () => recorder.dispose(),
  };
}

interface Asking extends HistoryDeps {
  readonly recorder: HistoryRecorder;
}

async function askChart(asking: Asking, input: ProcedureInput<'history.chart'>, signal: AbortSignal) {
  if (isEmpty(input)) return emptyRange();
  const { store, clock, settings, recorder } = asking;
  recorder.flush();
  const { pollIntervalMs } = settings.current();
  const query: ChartQuery = { ...input, now: clock.now(), pollIntervalMs };
  if (chartRowCount(query) <= inlineRows) return succeed(readChart(store, query));
  const packed = await askWorker(asking, { task: chartTask, input: query, signal }, packedChartSchema);
  return packed.ok ? succeed(unpackChart(packed.value)) : packed;
}

async function askAvailability(asking: Asking, input: ProcedureInput<'history.availability'>, signal: AbortSignal) {
  if (isEmpty(input)) return emptyRange();
  const { store, recorder } = asking;
  recorder.flush();
  if (availabilityRowCount(store, input) <= inlineRows) return succeed({ rows: readAvailability(store, input) });
  const rows = await askWorker(asking, { task: availabilityTask, input, signal }, availabilityAnswerSchema);
  return rows.ok ? succeed({ rows: rows.value }) : rows;
}

async function askTrends(asking: Asking, { phoneIds }: ProcedureInput<'history.trends'>, signal: AbortSignal) {
  const { store, clock, recorder } = asking;
  recorder.flush();
  const phones = phoneIds.map((phoneId) => ({ phoneId, isWearNotOffered: isWearNotOffered(asking, phoneId) }));
  const query: TrendsQuery = { phones, now: clock.now() };
  if (trendsRowCount(phones.length) <= inlineRows) return succeed({ phones: readTrends(store, query) });
  const answered = await askWorker(asking, { task: trendsTask, input: query, signal }, trendsAnswerSchema);
  return answered.ok ? succeed({ phones: answered.value }) : answered;
}

function isWearNotOffered({ phones }: HistoryDeps, phoneId: string): boolean {
  const check = phones.get(phoneId)?.health.checks.find(({ id }) => id === 'battery-wear');
  return check?.textCode === 'not-offered' || check?.textCode === 'cycles-only';
}

async function askWorker<T>(
  { worker }: Asking,
  { task, input, signal }: { readonly task: string; readonly input: unknown; readonly signal: AbortSignal },
  schema: z.ZodType<T>,
): Promise<Outcome<T>> {
  const answered = await worker.run(task, { timeoutMs: taskTimeoutMs, signal, input });
  return answered.ok ? succeed(schema.parse(answered.value)) : answered;
}

function isEmpty({ fromAt, toAt }: { readonly fromAt: number; readonly toAt: number }): boolean {
  return fromAt >= toAt;
}

function emptyRange(): ReturnType<typeof fail> {
  return fail('invalid-input', 'a range ends before it begins', { field: 'toAt', rule: 'range-empty' });
}
