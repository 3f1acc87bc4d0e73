import { describe, expect, it, vi } from 'vitest';
import { historyProcedures, type ChartSeries } from '../../../electron/contract/history.ts';
import type { HealthCheck, HealthCheckId, Phone } from '../../../electron/contract/phones.ts';
import { startTestConsole, type TestConsole } from '../../support/services.ts';

const hourMs = 3_600_000;

function lastHour(): { readonly fromAt: number; readonly toAt: number } {
  return { fromAt: Date.now() - hourMs, toAt: Date.now() + 1_000 };
}

async function chart(console: TestConsole, phoneIds: readonly string[]): Promise<ChartSeries[]> {
  const input = { phoneIds: [...phoneIds], metric: 'battery-level' as const, ...lastHour(), maxPoints: 100 };
  const answered = await console.call('history.chart', input);
  if (!answered.ok) throw new Error(answered.error.message);
  return historyProcedures['history.chart'].output.parse(answered.value).series;
}

/** A new phone is remembered a moment after its first poll, and its history with it. */
async function recordAll(console: TestConsole, count: number): Promise<string[]> {
  const { phones } = await console.waitFor(
    (desk) => desk.phones.filter(({ health }) => health.polledAt !== null).length === count,
    60_000,
  );
  const phoneIds = phones.map(({ phoneId }) => phoneId);
  const untilRecorded = async (): Promise<void> => {
    const series = await chart(console, phoneIds);
    expect(series.filter(({ points }) => points.length > 0)).toHaveLength(count);
  };
  await vi.waitFor(untilRecorded, { timeout: 20_000, interval: 200 });
  return phoneIds;
}

function checkOf(phones: readonly Phone[], phoneId: string, checkId: HealthCheckId): HealthCheck | undefined {
  return phones.find((phone) => phone.phoneId === phoneId)?.health.checks.find(({ id }) => id === checkId);
}

describe('the history of phones that answer over adb', () => {
  it('holds what each poll said, and outlives the console', async () => {
    const first = await startTestConsole({ phones: 2 });
    const phoneIds = await recordAll(first, 2);
    const before = await chart(first, phoneIds);
    const { phones } = await first.snapshot();
    for (const { phoneId, points } of before) {
      const level = checkOf(phones, phoneId, 'battery-level');
      expect(points.at(-1)).toMatchObject({ max: level?.value, worst: level?.verdict });
    }
    await first.services.dispose();
    const second = await startTestConsole({ dataFolder: first.dataFolder, phones: 0 });
    const after = await chart(second, phoneIds);
    expect(after.map(({ points }) => points)).toEqual(before.map(({ points }) => points));
  });

  it('tells in what state a phone was', async () => {
    const console = await startTestConsole({ phones: 1 });
    const [phoneId = ''] = await recordAll(console, 1);
    const untilReady = async (): Promise<void> => {
      const answered = await console.call('history.presence', { phoneId, ...lastHour() });
      expect(answered).toMatchObject({ ok: true });
      const { spans } = historyProcedures['history.presence'].output.parse(answered.ok ? answered.value : null);
      expect(spans.at(0)).toMatchObject({ state: null, availableShare: null });
      expect(spans.at(-1)).toMatchObject({ state: 'ready', availableShare: 1 });
    };
    await vi.waitFor(untilReady, { timeout: 20_000, interval: 200 });
  });
});
