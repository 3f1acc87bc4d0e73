import { describe, expect, it } from 'vitest';
import type { ExecutionMode } from '../../../electron/contract/automation.ts';
import { succeed } from '../../../electron/contract/outcome.ts';
import type { HandReading } from '../../../electron/groups/messenger-playbooks.ts';
import { readAsAccount, type ReadingGround } from '../../../electron/hand-reading.ts';
import { createGateOfToday } from '../../../electron/jobs/gate-of-today.ts';
import { CooldownStore } from '../../../electron/jobs/store/cooldown-store.ts';
import { jobMigrations } from '../../../electron/jobs/store/job-migrations.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const accountId = 'account-1';
const hourMs = 3_600_000;
const listed = { names: ['家长群'], listedCount: 1, isComplete: true };

interface Wishes {
  readonly mode?: ExecutionMode | null;
  /** The messenger hides its views there. */
  readonly isHidden?: boolean;
  /** Another account is on the phone. */
  readonly isElsewhere?: boolean;
}

function openGround({ mode = 'auto', isHidden = false, isElsewhere = false }: Wishes = {}) {
  const clock = new ManualClock(1_000);
  const store = openTestStore(jobMigrations, { clock });
  const cooldowns = new CooldownStore(store, clock);
  const modes = { isElsewhere: () => isElsewhere, subscribe: () => () => undefined };
  const ground: ReadingGround = {
    accounts: {
      modeOf: () => (isHidden ? 'manual' : mode),
      whyByHand: () => (isHidden ? 'tree-blocked' : null),
      onPhone: () => succeed({ accountId }),
      recordIdentity: (_phoneId, { messengerId }) => succeed({ accountId: messengerId }),
    },
    cooldowns,
    gate: createGateOfToday({ cooldowns, modes, isVirtual: () => true }),
    store,
    clock,
  };
  const readings: HandReading[] = [];
  const read = (meets: (reading: HandReading) => void = () => undefined) =>
    readAsAccount(ground, 'phone-1', async (reading) => {
      readings.push(reading);
      meets(reading);
      return succeed(listed);
    });
  return { cooldowns, clock, readings, read };
}

describe('reading by hand', () => {
  it.each<ExecutionMode>(['auto', 'assist'])('goes by the account’s mode: %s', async (mode) => {
    const { read, readings } = openGround({ mode });
    expect(await read()).toEqual(succeed(listed));
    expect(readings.map((reading) => reading.mode)).toEqual([mode]);
  });

  it.each<[string, Wishes, string]>([
    ['a person does everything', { mode: 'manual' }, 'manual-only'],
    ['nobody has chosen a mode', { mode: null }, 'mode-not-chosen'],
    ['another account is on the phone', { isElsewhere: true }, 'account-moved'],
  ])('touches nothing where %s', async (_what, wishes, rule) => {
    const { read, readings } = openGround(wishes);
    expect(await read()).toMatchObject({ error: { code: 'reading-refused', detail: { rule } } });
    expect(readings).toEqual([]);
  });

  it('looks whether a messenger still hides its views', async () => {
    const { read, readings } = openGround({ isHidden: true });
    expect(await read()).toEqual(succeed(listed));
    expect(readings.map(({ mode }) => mode)).toEqual(['auto']);
  });

  it('goes on as the account that is there, and makes that one rest after a warning', async () => {
    const { read, cooldowns, clock } = openGround();
    await read(({ onIdentity, onWarning }) => {
      expect(onIdentity({ messengerId: 'account-2', nickname: '客服2' })).toEqual(succeed('auto'));
      onWarning('too-frequent');
    });
    expect(cooldowns.restOf('account-2', clock.now())).not.toBeNull();
    expect(cooldowns.restOf(accountId, clock.now())).toBeNull();
    await read(({ onIdentity }) => {
      expect(onIdentity({ messengerId: 'account-2', nickname: '客服2' })).toMatchObject({
        error: { code: 'reading-refused', detail: { rule: 'cooldown' } },
      });
    });
  });

  it('makes the account rest after a warning, and leaves it alone until then', async () => {
    const { read, readings, cooldowns, clock } = openGround();
    await read(({ onWarning }) => onWarning('too-frequent'));
    const untilAt = 1_000 + 24 * hourMs;
    expect(cooldowns.restOf(accountId, clock.now())).toEqual({ untilAt, code: 'too-frequent' });
    expect(await read()).toMatchObject({ error: { code: 'reading-refused', detail: { rule: 'cooldown', untilAt } } });
    expect(readings).toHaveLength(1);
    await clock.advance(24 * hourMs);
    expect(await read()).toEqual(succeed(listed));
  });
});
