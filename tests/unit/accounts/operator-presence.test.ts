import { describe, expect, onTestFinished, test } from 'vitest';
import { CurrentOperator } from '../../../electron/accounts/current-operator.ts';
import { operatorMigrations } from '../../../electron/accounts/operator-migrations.ts';
import { Operators } from '../../../electron/accounts/operators.ts';
import type { AuditNote } from '../../../electron/audit/audit-log.ts';
import type { ProcedureInput, ProcedureName } from '../../../electron/contract/procedures.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { valueOf } from '../../support/device-layer.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const minuteMs = 60_000;
const { signal } = new AbortController();

function openDesk({ idleMinutes = 30 } = {}) {
  const store = openTestStore(operatorMigrations);
  const clock = new ManualClock();
  const notes: (AuditNote & { readonly by: string | null })[] = [];
  const currentOperator = new CurrentOperator(silentLogger);
  const audit = {
    append: (note: AuditNote) => {
      notes.push({ ...note, by: currentOperator.current()?.name ?? null });
      return { seq: 1, at: 0, operatorId: null, operatorName: null, hash: '', ...note, params: { ...note.params } };
    },
  };
  const settings = { idleMinutes };
  const operators = new Operators({
    store,
    audit,
    clock,
    currentOperator,
    idleMinutes: () => settings.idleMinutes,
  });
  onTestFinished(() => operators.dispose());
  type Asked = Extract<ProcedureName, `operators.${string}`>;
  const call = <N extends Asked>(name: N, input: ProcedureInput<N>) => operators.handlers[name](input, signal);
  const here = () => operators.presence.current()?.name ?? null;
  return { clock, notes, settings, operators, call, here };
}

/** A supervisor with a PIN who was just chosen by it, and another operator. */
async function deskOfSupervisor() {
  const desk = openDesk();
  const { operatorId } = valueOf(desk.operators.create('甲'));
  valueOf(await desk.call('operators.setPin', { operatorId, pin: '2468', formerPin: null }));
  const other = valueOf(desk.operators.create('乙')).operatorId;
  valueOf(await desk.call('operators.setPin', { operatorId: other, pin: '1357', formerPin: null }));
  valueOf(await desk.operators.choose(operatorId, '2468'));
  const mark = () => desk.call('operators.setSupervisor', { operatorId: other, isSupervisor: true });
  return { ...desk, operatorId, other, mark };
}

describe('who is at the desk', () => {
  test('is told with the list, and since when', async () => {
    const desk = openDesk();
    const comesAt = desk.clock.now();
    valueOf(desk.operators.create('甲'));
    await desk.clock.advance(5 * minuteMs);
    expect(desk.operators.list()).toMatchObject([{ name: '甲', presentSinceAt: comesAt }]);
    valueOf(desk.operators.create('乙'));
    expect(desk.operators.list().map(({ presentSinceAt }) => presentSinceAt)).toEqual([null, desk.clock.now()]);
  });

  test('says so when going away, and nobody acts in that name afterwards', async () => {
    const desk = openDesk();
    valueOf(desk.operators.create('甲'));
    valueOf(await desk.call('operators.leave', {}));
    expect(desk.here()).toBeNull();
    expect(desk.notes.at(-1)).toMatchObject({ action: 'operators.leave', by: '甲' });
    expect(desk.operators.list()).toMatchObject([{ presentSinceAt: null }]);
    valueOf(await desk.call('operators.leave', {}));
    expect(desk.notes).toHaveLength(2);
  });

  test('is nobody after so many minutes without a sign, as the setting says', async () => {
    const desk = openDesk({ idleMinutes: 10 });
    valueOf(desk.operators.create('甲'));
    await desk.clock.advance(9 * minuteMs);
    valueOf(await desk.call('operators.stay', {}));
    await desk.clock.advance(9 * minuteMs);
    expect(desk.here()).toBe('甲');
    await desk.clock.advance(minuteMs);
    expect(desk.here()).toBeNull();
    expect(desk.notes.at(-1)).toMatchObject({ action: 'operators.idle', by: '甲', params: { minutes: 10 } });
  });

  test('stays where the setting is 0', async () => {
    const desk = openDesk({ idleMinutes: 0 });
    valueOf(desk.operators.create('甲'));
    await desk.clock.advance(24 * 60 * minuteMs);
    expect(desk.here()).toBe('甲');
  });

  test('is nobody after a sleep of the computer, before the first act', () => {
    const desk = openDesk({ idleMinutes: 10 });
    valueOf(desk.operators.create('甲'));
    desk.clock.jump(60 * minuteMs);
    expect(desk.here()).toBeNull();
  });
});

describe("a supervisor's PIN", () => {
  test('is proof for a few minutes and asked for again after them', async () => {
    const desk = await deskOfSupervisor();
    await desk.clock.advance(4 * minuteMs);
    expect((await desk.mark()).ok).toBe(true);
    await desk.clock.advance(2 * minuteMs);
    expect(await desk.mark()).toMatchObject({ error: { code: 'supervisor-pin-required', detail: { operator: '甲' } } });
    expect(await desk.call('operators.confirm', { pin: '1111' })).toMatchObject({
      error: { code: 'operator-pin-wrong' },
    });
    expect((await desk.mark()).ok).toBe(false);
    valueOf(await desk.call('operators.confirm', { pin: '2468' }));
    expect((await desk.mark()).ok).toBe(true);
  });

  test("is asked for again before somebody's forgotten PIN is taken away", async () => {
    const desk = await deskOfSupervisor();
    await desk.clock.advance(10 * minuteMs);
    const taken = await desk.call('operators.setPin', { operatorId: desk.other, pin: null, formerPin: null });
    expect(taken).toMatchObject({ error: { code: 'supervisor-pin-required' } });
  });

  test('proves nothing any more once the supervisor went away', async () => {
    const desk = await deskOfSupervisor();
    valueOf(await desk.call('operators.leave', {}));
    expect(desk.operators.rights.isProven(desk.operatorId)).toBe(false);
    expect(await desk.call('operators.confirm', { pin: '2468' })).toMatchObject({
      error: { code: 'operator-required' },
    });
  });

  test('that nobody has is not asked for', async () => {
    const desk = openDesk();
    const { operatorId } = valueOf(desk.operators.create('甲'));
    await desk.clock.advance(60_000);
    expect((await desk.call('operators.setSupervisor', { operatorId, isSupervisor: true })).ok).toBe(true);
  });
});
