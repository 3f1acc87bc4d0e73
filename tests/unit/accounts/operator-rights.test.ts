import { expect, test } from 'vitest';
import { CurrentOperator } from '../../../electron/accounts/current-operator.ts';
import { operatorMigrations } from '../../../electron/accounts/operator-migrations.ts';
import { Operators } from '../../../electron/accounts/operators.ts';
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
  const setSupervisor = (operatorId: string, isSupervisor: boolean) =>
    operators.handlers['operators.setSupervisor']({ operatorId, isSupervisor }, new AbortController().signal);
  const supervisors = () =>
    operators
      .list()
      .filter(({ isSupervisor }) => isSupervisor)
      .map(({ name }) => name);
  return { store, clock, notes, operators, currentOperator, create, setPin, setSupervisor, supervisors };
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
  const [first, second] = [await desk.create('甲'), await desk.create('乙')];
  expect(await desk.setSupervisor(second, true)).toMatchObject({ error: { code: 'supervisor-required' } });
  await desk.operators.choose(first, null);
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
  const [first, second] = [await desk.create('甲'), await desk.create('乙')];
  valueOf(await desk.setPin({ operatorId: second, pin: '2468', formerPin: null }));
  await desk.operators.choose(first, null);
  valueOf(await desk.setPin({ operatorId: first, pin: '2468', formerPin: null }));
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
  const [first, second] = [await desk.create('甲'), await desk.create('乙')];
  valueOf(await desk.setPin({ operatorId: second, pin: '2468', formerPin: null }));
  expect(await desk.setPin({ operatorId: second, pin: '1357', formerPin: null })).toMatchObject({
    error: { code: 'operator-pin-wrong' },
  });
  valueOf(await desk.setPin({ operatorId: second, pin: '1357', formerPin: '2468' }));
  expect(await desk.setPin({ operatorId: first, pin: '9999', formerPin: null })).toMatchObject({
    error: { code: 'supervisor-required' },
  });
  await desk.operators.choose(first, null);
  valueOf(await desk.setPin({ operatorId: second, pin: null, formerPin: null }));
  expect((await desk.operators.choose(second, null)).ok).toBe(true);
});
