import { expect, test, vi } from 'vitest';
import { CurrentOperator } from '../../../electron/accounts/current-operator.ts';
import { operatorMigrations } from '../../../electron/accounts/operator-migrations.ts';
import { Operators } from '../../../electron/accounts/operators.ts';
import type { AuditNote } from '../../../electron/audit/audit-log.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { StoreError } from '../../../electron/store/store-error.ts';
import type { Store } from '../../../electron/store/store.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';

function createOperators(store: Store = openTestStore(operatorMigrations)) {
  const notes: AuditNote[] = [];
  const currentOperator = new CurrentOperator(silentLogger);
  const clock = new ManualClock();
  const append = (note: AuditNote) => {
    notes.push(note);
    return { seq: 1, at: 0, operatorId: null, operatorName: null, hash: '', ...note, params: { ...note.params } };
  };
  return { operators: new Operators({ store, audit: { append }, clock, currentOperator }), currentOperator, notes };
}

function refuse(): never {
  throw new StoreError({ code: 'disk-full', message: 'no room' }, null);
}

test('nobody is the current operator at start', () => {
  expect(createOperators().currentOperator.current()).toBeNull();
});

test('a created operator is the current one, told and recorded', () => {
  const { operators, currentOperator, notes } = createOperators();
  const listener = vi.fn();
  currentOperator.subscribe(listener);
  const created = operators.create('小王');
  expect(created.ok && currentOperator.current()).toEqual(created.ok && created.value);
  expect(listener).toHaveBeenCalledOnce();
  expect(notes).toMatchObject([{ action: 'operators.create', params: { name: '小王' } }]);
});

test.each([
  ['小王', '小王'],
  ['Li Lei', 'li  LEI'],
  ['ＡＢ', 'ab'],
])('%s and %s are one name', (first, second) => {
  const { operators } = createOperators();
  operators.create(first);
  expect(operators.create(second)).toMatchObject({
    ok: false,
    error: { code: 'operator-name-taken', detail: { name: first } },
  });
});

test('the current operator stays when a new name is taken', () => {
  const { operators, currentOperator } = createOperators();
  operators.create('甲');
  operators.create('乙');
  operators.create('甲');
  expect(currentOperator.current()?.name).toBe('乙');
});

test('operators are listed in the order of their creation and survive a restart; the choice does not', async () => {
  const store = openTestStore(operatorMigrations);
  const first = createOperators(store);
  first.operators.create('甲');
  first.operators.create('乙');
  const second = createOperators(store);
  const listed = await second.operators.handlers['operators.list']({}, new AbortController().signal);
  expect(listed.ok && listed.value.operators.map(({ name }) => name).toSorted()).toEqual(['乙', '甲']);
  expect(second.currentOperator.current()).toBeNull();
});

test('a known operator can be chosen', async () => {
  const { operators, currentOperator } = createOperators();
  const created = operators.create('甲');
  operators.create('乙');
  if (!created.ok) throw new Error(created.error.message);
  expect(await operators.choose(created.value.operatorId, null)).toEqual(created);
  expect(currentOperator.current()?.name).toBe('甲');
});

test('an unknown operator cannot be chosen', async () => {
  const { operators, currentOperator } = createOperators();
  expect(await operators.choose('nobody', null)).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  expect(currentOperator.current()).toBeNull();
});

test('an operator whose line cannot be written is not created', () => {
  const store = openTestStore(operatorMigrations);
  const currentOperator = new CurrentOperator(silentLogger);
  const operators = new Operators({ store, audit: { append: refuse }, clock: new ManualClock(), currentOperator });
  expect(operators.create('甲')).toMatchObject({ ok: false, error: { code: 'disk-full' } });
  expect(currentOperator.current()).toBeNull();
  expect(store.prepare('SELECT * FROM operator').all()).toEqual([]);
});

test('migration 30 keeps names unique', () => {
  const store = openTestStore(operatorMigrations);
  const insert = store.prepare<[string]>(`INSERT INTO operator VALUES (?, 'A', 'a', 1)`);
  insert.run('1');
  expect(() => insert.run('2')).toThrow('UNIQUE');
});
