import { expect, test } from 'vitest';
import { CurrentOperator } from '../../../electron/accounts/current-operator.ts';
import { operatorMigrations } from '../../../electron/accounts/operator-migrations.ts';
import { Operators } from '../../../electron/accounts/operators.ts';
import { resetSupervisorPins } from '../../../electron/accounts/reset-supervisor-pins.ts';
import type { AuditNote } from '../../../electron/audit/audit-log.ts';
import type { ProcedureInput } from '../../../electron/contract/procedures.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { valueOf } from '../../support/device-layer.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';

function openDesk() {
  const store = openTestStore(operatorMigrations);
  const clock = new ManualClock();
  const notes: AuditNote[] = [];
  const audit = {
    append: (note: AuditNote) => {
      notes.push(note);
      return { seq: 1, at: 0, operatorId: null, operatorName: null, hash: '', ...note, params: { ...note.params } };
    },
  };
  const currentOperator = new CurrentOperator(silentLogger);
  const operators = new Operators({ store, audit, clock, currentOperator });
  const create = async (name: string) => {
    const created = valueOf(operators.create(name));
    await clock.advance(1);
    return created.operatorId;
  };
  const setPin = (input: ProcedureInput<'operators.setPin'>) =>
    operators.handlers['operators.setPin'](input, new AbortController().signal);
  /** The first one is the supervisor; each has set a PIN. */
  const createTwo = async (pin = '2468', otherPin = '1357') => {
    const first = await create('甲');
    valueOf(await setPin({ operatorId: first, pin, formerPin: null }));
    const second = await create('乙');
    valueOf(await setPin({ operatorId: second, pin: otherPin, formerPin: null }));
    return [first, second] as const;
  };
  const setSupervisor = (operatorId: string, isSupervisor: boolean) =>
    operators.handlers['operators.setSupervisor']({ operatorId, isSupervisor }, new AbortController().signal);
  const supervisors = () =>
    operators
      .list()
      .filter(({ isSupervisor }) => isSupervisor)
      .map(({ name }) => name);
  const reset = () => resetSupervisorPins({ store, audit, clock });
  return {
    store,
    clock,
    notes,
    reset,
    operators,
    currentOperator,
    create,
    createTwo,
    setPin,
    setSupervisor,
    supervisors,
  };
}

test('the only operator of a desk is its supervisor, and stays it when others come', async () => {
  const desk = openDesk();
  await desk.create('甲');
  expect(desk.supervisors()).toEqual(['甲']);
  await desk.create('乙');
  expect(desk.supervisors()).toEqual(['甲']);
});

test('the mark is given by a supervisor, and one always stays', async () => {
  const desk = openDesk();
  const [first, second] = await desk.createTwo();
  expect(await desk.setSupervisor(second, true)).toMatchObject({ error: { code: 'supervisor-required' } });
  await desk.operators.choose(first, '2468');
  expect(await desk.setSupervisor(first, false)).toMatchObject({ error: { detail: { rule: 'one-stays' } } });
  valueOf(await desk.setSupervisor(second, true));
  expect(desk.supervisors()).toEqual(['甲', '乙']);
  valueOf(await desk.setSupervisor(first, false));
  expect(desk.supervisors()).toEqual(['乙']);
  expect(desk.notes.at(-1)).toMatchObject({ action: 'operators.setSupervisor', subject: first });
});

test('an operator with a PIN is chosen by it and by nothing else', async () => {
  const desk = openDesk();
  const operatorId = await desk.create('甲');
  valueOf(await desk.setPin({ operatorId, pin: '2468', formerPin: null }));
  expect(desk.operators.list()).toMatchObject([{ hasPin: true }]);
  await desk.create('乙');
  expect(await desk.operators.choose(operatorId, null)).toMatchObject({ error: { code: 'operator-pin-wrong' } });
  expect(await desk.operators.choose(operatorId, '1111')).toMatchObject({ error: { code: 'operator-pin-wrong' } });
  expect(desk.currentOperator.current()?.name).toBe('乙');
  valueOf(await desk.operators.choose(operatorId, '2468'));
  expect(desk.currentOperator.current()?.name).toBe('甲');
});

test('a PIN is stored as a salted hash', async () => {
  const desk = openDesk();
  await desk.createTwo('2468', '2468');
  const rows = desk.store.prepare<[], { hash: Buffer }>('SELECT hash FROM operatorPin').all();
  expect(new Set(rows.map(({ hash }) => hash.toString('hex'))).size).toBe(2);
  expect(JSON.stringify([rows, desk.notes])).not.toContain('2468');
});

test('after five misses even the right PIN waits for a minute', async () => {
  const desk = openDesk();
  const operatorId = await desk.create('甲');
  valueOf(await desk.setPin({ operatorId, pin: '2468', formerPin: null }));
  for (let miss = 0; miss < 5; miss++) await desk.operators.choose(operatorId, '1111');
  expect(await desk.operators.choose(operatorId, '2468')).toMatchObject({ error: { detail: { waitSeconds: 60 } } });
  await desk.clock.advance(60_000);
  expect((await desk.operators.choose(operatorId, '2468')).ok).toBe(true);
});

test('tries that are made at once are counted as tries in a row', async () => {
  const desk = openDesk();
  const operatorId = await desk.create('甲');
  valueOf(await desk.setPin({ operatorId, pin: '2468', formerPin: null }));
  const tries = ['1111', '2222', '3333', '4444', '5555', '6666', '2468'];
  const answers = await Promise.all(tries.map((pin) => desk.operators.choose(operatorId, pin)));
  const waits = answers.map((answer) => (answer.ok ? null : answer.error.detail?.['waitSeconds']));
  expect(waits).toEqual([0, 0, 0, 0, 0, 60, 60]);
});

test('a PIN is changed with the one before it, and taken away by a supervisor', async () => {
  const desk = openDesk();
  const [first, second] = await desk.createTwo('1111', '2468');
  expect(await desk.setPin({ operatorId: second, pin: '1357', formerPin: null })).toMatchObject({
    error: { code: 'operator-pin-wrong' },
  });
  valueOf(await desk.setPin({ operatorId: second, pin: '1357', formerPin: '2468' }));
  expect(await desk.setPin({ operatorId: first, pin: '9999', formerPin: null })).toMatchObject({
    error: { code: 'supervisor-required' },
  });
  await desk.operators.choose(first, '1111');
  valueOf(await desk.setPin({ operatorId: second, pin: null, formerPin: null }));
  expect((await desk.operators.choose(second, null)).ok).toBe(true);
});

const missing = { error: { code: 'supervisor-pin-missing', detail: { operator: '甲' } } };

test('a supervisor who is alone at the desk needs no PIN', async () => {
  const desk = openDesk();
  const first = await desk.create('甲');
  expect(desk.operators.rights.isProven(first)).toBe(true);
});

test('as soon as there are two operators, nobody is a supervisor without a PIN', async () => {
  const desk = openDesk();
  const [first, second] = [await desk.create('甲'), await desk.create('乙')];
  valueOf(await desk.setPin({ operatorId: second, pin: '1357', formerPin: null }));
  valueOf(await desk.operators.choose(first, null));
  expect(desk.operators.rights.isProven(first)).toBe(false);
  expect(await desk.setSupervisor(second, true)).toMatchObject(missing);
});

test('nobody sets the first PIN of a supervisor whose name anybody may take', async () => {
  const desk = openDesk();
  const first = await desk.create('甲');
  await desk.create('乙');
  valueOf(await desk.operators.choose(first, null));
  expect(await desk.setPin({ operatorId: first, pin: '9999', formerPin: null })).toMatchObject(missing);
  expect(desk.operators.list()[0]).toMatchObject({ hasPin: false });
});

test('a supervisor among others keeps a PIN', async () => {
  const desk = openDesk();
  const [first] = await desk.createTwo();
  valueOf(await desk.operators.choose(first, '2468'));
  expect(await desk.setPin({ operatorId: first, pin: null, formerPin: '2468' })).toMatchObject(missing);
  valueOf(await desk.setPin({ operatorId: first, pin: '8642', formerPin: '2468' }));
});

test('the mark goes to nobody without a PIN', async () => {
  const desk = openDesk();
  const [first] = await desk.createTwo();
  const third = await desk.create('丙');
  valueOf(await desk.operators.choose(first, '2468'));
  expect(await desk.setSupervisor(third, true)).toMatchObject({
    error: { code: 'supervisor-pin-missing', detail: { operator: '丙' } },
  });
});

test('a supervisor who forgot the PIN is given another one by another supervisor, and is told so until it is changed', async () => {
  const desk = openDesk();
  const [first, second] = await desk.createTwo();
  valueOf(await desk.operators.choose(first, '2468'));
  valueOf(await desk.setSupervisor(second, true));
  expect(await desk.setPin({ operatorId: second, pin: null, formerPin: null })).toMatchObject({
    error: { code: 'supervisor-pin-missing', detail: { operator: '乙' } },
  });
  valueOf(await desk.setPin({ operatorId: second, pin: '7777', formerPin: null }));
  const resetAt = () => desk.operators.list().find(({ operatorId }) => operatorId === second)?.pinResetAt;
  expect(resetAt()).toBe(desk.clock.now());
  valueOf(await desk.operators.choose(second, '7777'));
  valueOf(await desk.setPin({ operatorId: second, pin: '1357', formerPin: '7777' }));
  expect(resetAt()).toBeNull();
});

test('a PIN that the only supervisor forgot is made anew at the computer itself, on record and told to everybody', async () => {
  const desk = openDesk();
  const [first, second] = await desk.createTwo();
  const made = valueOf(await desk.reset());
  expect(made.map(({ name }) => name)).toEqual(['甲']);
  expect(made[0]?.pin).toMatch(/^\d{6}$/u);
  expect(desk.notes.at(-1)).toMatchObject({ action: 'operators.resetPin', subject: first, params: { name: '甲' } });
  expect(JSON.stringify(desk.notes)).not.toContain(made[0]?.pin);
  expect(await desk.operators.choose(first, '2468')).toMatchObject({ error: { code: 'operator-pin-wrong' } });
  valueOf(await desk.operators.choose(first, made[0]?.pin ?? ''));
  expect(desk.operators.list().map(({ pinResetAt }) => pinResetAt !== null)).toEqual([true, false]);
  valueOf(await desk.setSupervisor(second, true));
});
