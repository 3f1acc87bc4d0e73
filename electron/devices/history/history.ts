import type { z } from 'zod';
import { chartPointsMax, type ChartSeries } from '../../contract/history.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { Handlers, ProcedureInput, ProcedureOutput } from '../../contract/procedures.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import { availabilityAnswerSchema, availabilityTask, type AvailabilityQuery } from './availability-query.ts';
import { chartTask, type ChartQuery } from './chart-query.ts';
import { HistoryRecorder, type HistoryRecorderDeps } from './history-recorder.ts';
import { packedChartSchema, unpackChart } from './packed-chart.ts';
import { presenceAnswerSchema, presenceTask, type PresenceQuery } from './presence-query.ts';
import { trendsAnswerSchema, trendsTask, type TrendsQuery } from './trends-query.ts';

type HistoryProcedure = 'history.chart' | 'history.presence' | 'history.availability' | 'history.trends';

export interface HistoryDeps extends HistoryRecorderDeps {
  readonly settings: { current(): Pick<Settings, 'pollIntervalMs'> };
}

/** What the phones were like over time. */
export interface History extends Disposable {
  readonly handlers: Handlers<HistoryProcedure>;
  dispose(): Promise<void>;
}

/** Phones that one question to the thread is about: milliseconds of work, so that others come in between. */
const phonesPerQuestion = 10;
const pointsMin = 10;
const taskTimeoutMs = 30_000;

/** Begins to record at once. Every question is answered by the history's thread, with all that is known up to now. */
export function createHistory(deps: HistoryDeps): History {
  const recorder = new HistoryRecorder(deps);
  const asking = { ...deps, recorder };
  return {
    handlers: {
      'history.chart': (input, signal) => askChart(asking, input, signal),
      'history.presence': (input, signal) => askPresence(asking, input, signal),
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
  const { clock, settings, recorder } = asking;
  await recorder.flush();
  const pointsLeft = Math.floor(chartPointsMax / input.phoneIds.length);
  const maxPoints = Math.max(pointsMin, Math.min(input.maxPoints, pointsLeft));
  const { pollIntervalMs } = settings.current();
  const whole: ProcedureOutput<'history.chart'> = { bucketMs: 0, series: [] };
  const series: ChartSeries[] = [];
  for (const phoneIds of inGroups(input.phoneIds)) {
    const query: ChartQuery = { ...input, phoneIds, maxPoints, now: clock.now(), pollIntervalMs };
    const packed = await ask(asking, { task: chartTask, input: query, signal }, packedChartSchema);
    if (!packed.ok) return packed;
    const chart = unpackChart(packed.value);
    whole.bucketMs = chart.bucketMs;
    series.push(...chart.series);
  }
  return succeed({ ...whole, series });
}

async function askPresence(asking: Asking, input: ProcedureInput<'history.presence'>, signal: AbortSignal) {
  if (isEmpty(input)) return emptyRange();
  await asking.recorder.flush();
  const query: PresenceQuery = { ...input, now: asking.clock.now() };
  const spans = await ask(asking, { task: presenceTask, input: query, signal }, presenceAnswerSchema);
  return spans.ok ? succeed({ spans: spans.value }) : spans;
}

async function askAvailability(asking: Asking, input: ProcedureInput<'history.availability'>, signal: AbortSignal) {
  if (isEmpty(input)) return emptyRange();
  await asking.recorder.flush();
  const query: AvailabilityQuery = input;
  const rows = await ask(asking, { task: availabilityTask, input: query, signal }, availabilityAnswerSchema);
  return rows.ok ? succeed({ rows: rows.value }) : rows;
}

async function askTrends(asking: Asking, { phoneIds }: ProcedureInput<'history.trends'>, signal: AbortSignal) {
  await asking.recorder.flush();
  const phones: z.output<typeof trendsAnswerSchema> = [];
  for (const some of inGroups(phoneIds)) {
    const asked = some.map((phoneId) => ({ phoneId, isWearNotOffered: isWearNotOffered(asking, phoneId) }));
    const query: TrendsQuery = { phones: asked, now: asking.clock.now() };
    const answered = await ask(asking, { task: trendsTask, input: query, signal }, trendsAnswerSchema);
    if (!answered.ok) return answered;
    phones.push(...answered.value);
  }
  return succeed({ phones });
}

function isWearNotOffered({ phones }: HistoryDeps, phoneId: string): boolean {
  const check = phones.get(phoneId)?.health.checks.find(({ id }) => id === 'battery-wear');
  return check?.textCode === 'not-offered' || check?.textCode === 'cycles-only';
}

interface Question {
  readonly task: string;
  readonly input: unknown;
  readonly signal: AbortSignal;
}

async function ask<T>({ thread }: Asking, question: Question, schema: z.ZodType<T>): Promise<Outcome<T>> {
  const { task, input, signal } = question;
  const answered = await thread.run(task, { timeoutMs: taskTimeoutMs, signal, input });
  return answered.ok ? succeed(schema.parse(answered.value)) : answered;
}

function inGroups(phoneIds: readonly string[]): string[][] {
  const groups: string[][] = [];
  for (let first = 0; first < phoneIds.length; first += phonesPerQuestion) {
    groups.push(phoneIds.slice(first, first + phonesPerQuestion));
  }
  return groups;
}

function isEmpty({ fromAt, toAt }: { readonly fromAt: number; readonly toAt: number }): boolean {
  return fromAt >= toAt;
}

function emptyRange(): ReturnType<typeof fail> {
  return fail('invalid-input', 'a range ends before it begins', { field: 'toAt', rule: 'range-empty' });
}
