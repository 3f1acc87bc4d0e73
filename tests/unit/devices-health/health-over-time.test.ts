import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../electron/contract/outcome.ts';
import {
  healthCheckIds,
  healthSchema,
  type Health,
  type HealthCheck,
  type HealthCheckId,
} from '../../../electron/contract/phones.ts';
import { defaultSettings, type Settings } from '../../../electron/contract/settings.ts';
import { buildPoll, splitPoll, type PollSection } from '../../../electron/devices/health/compound-poll.ts';
import { isFullPollDue } from '../../../electron/devices/health/full-poll.ts';
import { readHealth } from '../../../electron/devices/health/readings.ts';
import { judgeHealth, unaskedHealth } from '../../../electron/devices/health/verdicts.ts';
import { answerPoll, batteryText } from './poll-answer.ts';

const start = 1_750_000_000_500;
const minute = 60_000;
const hour = 60 * minute;
const fault: Fault = { code: 'timeout', message: 'no answer' };

interface Step {
  readonly at: number;
  readonly previous?: Health | null;
  readonly isFull?: boolean;
  readonly outputs?: Partial<Record<PollSection, string>>;
  readonly settings?: Partial<Settings>;
}

function polled({ at, previous = null, isFull = false, outputs = {}, settings = {} }: Step): Health {
  const poll = buildPoll({ sdk: 28, isFull });
  const uptime = `${(86_400 + (at - start) / 1000).toFixed(2)} 1.00\n`;
  const readings = readHealth(splitPoll(answerPoll(poll, { uptime, ...outputs }), poll), {
    sentAt: at,
    receivedAt: at,
    previousCpuSample: null,
  });
  return judgeHealth({ readings, previous, settings: { ...defaultSettings, ...settings }, now: at, fault: null });
}

function failed(at: number, previous: Health | null): Health {
  return judgeHealth({ readings: null, previous, settings: defaultSettings, now: at, fault });
}

function checkOf(health: Health, id: HealthCheckId): HealthCheck | undefined {
  return health.checks.find((check) => check.id === id);
}

describe('the score', () => {
  it('is 100 minus the deductions that are listed beside the checks', () => {
    const outputs = {
      battery: batteryText({ temperature: 510 }),
      connectivity: 'Active default network: none\n',
    };
    const health = polled({ at: start, isFull: true, outputs });
    expect(health.score).toBe(100 - 40 - 20);
    expect(health.checks.reduce((sum, { deduction }) => sum + deduction, 0)).toBe(60);
  });

  it('never falls below 0', () => {
    const outputs = {
      battery: batteryText({ temperature: 510, health: 4, level: 1, isPlugged: false }),
      connectivity: 'Active default network: none\n',
      storage: 'Filesystem 1K-blocks Used Available Use% Mounted on\n/dev/x 1000000 1 100 99% /data\n',
      clock: '1700000000\n',
      'battery-supply': 'bms/charge_full:1000000\nbms/charge_full_design:4000000\n',
    };
    expect(polled({ at: start, isFull: true, outputs }).score).toBe(0);
  });

  it('loses nothing to what is unknown, and counts it', () => {
    const health = polled({ at: start, isFull: true, outputs: { memory: '', storage: '' } });
    expect(health.score).toBe(100);
    // Memory and storage; load needs a second sample; the lock policy is open.
    expect(health.unknownCount).toBe(4);
  });

  it('is null while nothing could be judged', () => {
    expect(unaskedHealth(start)).toMatchObject({ score: null, unknownCount: healthCheckIds.length, polledAt: null });
    expect(failed(start, null).score).toBeNull();
  });
});

describe('health', () => {
  it('holds every check once, in order, in the shape of the contract', () => {
    for (const health of [unaskedHealth(start), polled({ at: start, isFull: true }), failed(start, null)]) {
      expect(health.checks.map(({ id }) => id)).toEqual([...healthCheckIds]);
      expect(healthSchema.parse(health)).toEqual(health);
    }
  });

  it('after a failed poll knows nothing, since the last good one', () => {
    const good = polled({ at: start, isFull: true });
    const lost = failed(start + minute, good);
    expect(lost).toMatchObject({ fault, polledAt: start, score: null });
    for (const check of lost.checks.filter(({ id }) => id !== 'load')) {
      expect(check).toMatchObject({
        value: null,
        verdict: 'unknown',
        textCode: 'poll-failed',
        params: {},
        readAt: start + minute,
        unknownSinceAt: start,
      });
    }
  });

  it('keeps the moment since when a value is unknown over several failures', () => {
    const lost = failed(start + 3 * minute, failed(start + minute, polled({ at: start })));
    expect(checkOf(lost, 'storage')?.unknownSinceAt).toBe(start);
  });

  it('that was never known is unknown since it was first asked', () => {
    expect(checkOf(failed(start + minute, failed(start, null)), 'storage')?.unknownSinceAt).toBe(start);
  });

  it('knows again after the next answer', () => {
    const back = polled({ at: start + 2 * minute, previous: failed(start + minute, polled({ at: start })) });
    expect(back.fault).toBeNull();
    expect(checkOf(back, 'storage')).toMatchObject({ verdict: 'ok', unknownSinceAt: null, readAt: start + 2 * minute });
  });

  it('never shows an old value when a tool stops answering', () => {
    const later = polled({ at: start + minute, previous: polled({ at: start }), outputs: { storage: 'nonsense\n' } });
    expect(checkOf(later, 'storage')).toMatchObject({ value: null, textCode: 'unreadable', unknownSinceAt: start });
  });
});

describe('what only the full poll asks', () => {
  const first = polled({ at: start, isFull: true });

  it('stands with its own age during cheap polls', () => {
    const later = polled({ at: start + minute, previous: first });
    expect(checkOf(later, 'messenger-version')).toEqual(checkOf(first, 'messenger-version'));
    expect(checkOf(later, 'messenger-version')?.readAt).toBe(start);
  });

  it('is outdated after three hours without a full poll', () => {
    const later = polled({ at: start + 3 * hour + minute, previous: first });
    expect(checkOf(later, 'messenger-version')).toMatchObject({
      value: null,
      textCode: 'outdated',
      unknownSinceAt: start,
    });
  });

  it('is outdated by a restart of the phone', () => {
    const outputs = { uptime: '20.00 1.00\n' };
    const later = polled({ at: start + minute, previous: first, outputs });
    expect(checkOf(later, 'lock')).toMatchObject({ textCode: 'outdated', unknownSinceAt: start });
  });

  it('gets a new verdict as soon as the lock policy is answered', () => {
    const later = polled({ at: start + minute, previous: first, settings: { lockPolicy: 'required' } });
    expect(checkOf(first, 'lock')).toMatchObject({ verdict: 'unknown', textCode: 'not-set-policy-open' });
    expect(checkOf(later, 'lock')).toMatchObject({ verdict: 'warn', textCode: 'not-set-required', readAt: start });
  });

  it('is due first, after a failure, after a restart and every hour', () => {
    expect(isFullPollDue(null, start)).toBe(true);
    expect(isFullPollDue(unaskedHealth(start), start)).toBe(true);
    expect(isFullPollDue(first, start + minute)).toBe(false);
    expect(isFullPollDue(first, start + hour)).toBe(true);
    expect(isFullPollDue(failed(start + minute, first), start + 2 * minute)).toBe(true);
    const restarted = polled({ at: start + minute, previous: first, outputs: { uptime: '20.00 1.00\n' } });
    expect(isFullPollDue(restarted, start + 2 * minute)).toBe(true);
  });

  it('is not asked every minute because a phone cannot tell it', () => {
    const mute = polled({ at: start, isFull: true, outputs: { package: '', 'package-path': '' } });
    expect(isFullPollDue(mute, start + minute)).toBe(false);
  });
});
