import { expect, test, vi } from 'vitest';
import type { Operator } from '../../../electron/contract/operators.ts';
import { fail, succeed } from '../../../electron/contract/outcome.ts';
import {
  operatorBoundProcedures,
  procedures,
  requestMaxLength,
  type Handlers,
} from '../../../electron/contract/procedures.ts';
import { createDispatcher, type Dispatcher, type DispatcherOptions } from '../../../electron/dispatch.ts';
import { StoreError } from '../../../electron/store/store-error.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { validInputs } from '../../support/valid-inputs.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';

const wang: Operator = { operatorId: 'op-1', name: '小王', createdAt: 1 };
const labelInput = { phoneId: 'phone-1', label: '前台' };

interface Setup {
  readonly handlers?: Partial<Handlers>;
  readonly operator?: Operator | null;
  readonly isOutputChecked?: boolean;
  readonly refusalOf?: DispatcherOptions['refusalOf'];
}

/** Every procedure answers null unless the test says otherwise. */
function createHandlers(own: Partial<Handlers>): Handlers {
  const rest: unknown = Object.fromEntries(
    Object.keys(procedures).map((name) => [name, () => Promise.resolve(succeed(null))]),
  );
  if (!isHandlers(rest)) throw new Error('not reached');
  return { ...rest, ...own };
}

function isHandlers(value: unknown): value is Handlers {
  return typeof value === 'object' && value !== null;
}

function create({ handlers = {}, operator = wang, isOutputChecked = false, refusalOf }: Setup = {}) {
  const logger = new RecordingLogger();
  const clock = new ManualClock();
  const dispatcher: Dispatcher = createDispatcher({
    handlers: createHandlers(handlers),
    currentOperator: () => operator,
    logger,
    clock,
    isOutputChecked,
    ...(refusalOf !== undefined && { refusalOf }),
  });
  return { dispatcher, logger, clock };
}

test('a procedure gets its parsed input and its answer comes back', async () => {
  const create1 = vi.fn<Handlers['operators.create']>(({ name }) => Promise.resolve(succeed({ ...wang, name })));
  const { dispatcher } = create({ handlers: { 'operators.create': create1 } });
  expect(await dispatcher.dispatch('operators.create', { name: '  小李 ' })).toEqual({
    ok: true,
    value: { ...wang, name: '小李' },
  });
});

test('what may write nothing at this moment is answered with why, and its handler is not asked', async () => {
  const setLabel = vi.fn<Handlers['phones.setLabel']>();
  const refusal = { code: 'clock-real-phone', message: 'not by this clock' } as const;
  const refusalOf = (name: string) => (name === 'phones.setLabel' ? refusal : null);
  const { dispatcher } = create({ handlers: { 'phones.setLabel': setLabel }, refusalOf });
  expect(await dispatcher.dispatch('phones.setLabel', labelInput)).toEqual({ ok: false, error: refusal });
  expect(setLabel).not.toHaveBeenCalled();
  expect((await dispatcher.dispatch('operators.list', {})).ok).toBe(true);
});

test.each(['', 'desk.nothing', 'toString', 'constructor', '__proto__'])('"%s" is no procedure', async (name) => {
  expect(await create().dispatcher.dispatch(name, {})).toMatchObject({
    ok: false,
    error: { code: 'unknown-procedure' },
  });
});

test('a 10 000-character label is refused with the field, the rule and the limit, and reaches nobody', async () => {
  const setLabel = vi.fn<Handlers['phones.setLabel']>();
  const { dispatcher } = create({ handlers: { 'phones.setLabel': setLabel } });
  expect(
    await dispatcher.dispatch('phones.setLabel', { phoneId: 'phone-1', label: '长'.repeat(10_000) }),
  ).toMatchObject({
    ok: false,
    error: { code: 'invalid-input', detail: { field: 'label', rule: 'too_big', maximum: 60 } },
  });
  expect(setLabel).not.toHaveBeenCalled();
});

test.each([
  ['a missing field', { phoneId: 'phone-1' }, { field: 'label' }],
  ['a field of another type', { phoneId: 'phone-1', label: 7 }, { field: 'label', rule: 'invalid_type' }],
  ['an unknown field', { ...labelInput, extra: 1 }, { rule: 'unrecognized_keys', keys: 'extra' }],
  ['a hidden character', { ...labelInput, label: '前\u202E台' }, { field: 'label', rule: 'plain-text' }],
  ['no input at all', undefined, { rule: 'invalid_type' }],
  ['a number', 7, { rule: 'invalid_type' }],
  ['an array', [], { rule: 'invalid_type' }],
])('%s is refused by name', async (_what, input, detail) => {
  expect(await create().dispatcher.dispatch('phones.setLabel', input)).toMatchObject({
    ok: false,
    error: { code: 'invalid-input', detail },
  });
});

test('a field deep inside is named by its path', async () => {
  const outcome = await create().dispatcher.dispatch('settings.update', { patch: { theme: 'pink' } });
  expect(outcome).toMatchObject({ ok: false, error: { detail: { field: 'patch.theme' } } });
});

test('a request over the limit is refused before it is parsed', async () => {
  const phoneIds = Array.from({ length: requestMaxLength / 64 }, () => 'p'.repeat(70));
  expect(await create().dispatcher.dispatch('phones.recheck', { phoneIds })).toMatchObject({
    ok: false,
    error: { code: 'payload-too-large', detail: { limit: requestMaxLength } },
  });
});

test('a request that contains itself is refused', async () => {
  const input: Record<string, unknown> = {};
  input['input'] = input;
  expect(await create().dispatcher.dispatch('phones.recheck', input)).toMatchObject({
    ok: false,
    error: { code: 'payload-too-large' },
  });
});

test.each([...operatorBoundProcedures])('%s needs an operator', async (name) => {
  const called = vi.fn();
  const { dispatcher } = create({ operator: null, handlers: { [name]: called } });
  expect(await dispatcher.dispatch(name, validInputs[name])).toMatchObject({
    ok: false,
    error: { code: 'operator-required' },
  });
  expect(called).not.toHaveBeenCalled();
});

test('reading needs no operator', async () => {
  expect((await create({ operator: null }).dispatcher.dispatch('desk.snapshot', {})).ok).toBe(true);
});

test('a handler that throws is answered with internal, and the log keeps the cause', async () => {
  const bug = new Error('a bug');
  const { dispatcher, logger } = create({ handlers: { 'demo.stop': () => Promise.reject(bug) } });
  expect(await dispatcher.dispatch('demo.stop', {})).toMatchObject({ ok: false, error: { code: 'internal' } });
  expect(logger.lines).toMatchObject([{ level: 'error', event: 'procedure-threw', cause: bug }]);
});

test('a handler that throws before its first await is answered too', async () => {
  const { dispatcher } = create({ handlers: { 'demo.stop': throwAtOnce } });
  expect(await dispatcher.dispatch('demo.stop', {})).toMatchObject({ ok: false, error: { code: 'internal' } });
});

test('a full disk inside a handler is told as such', async () => {
  const full = new StoreError({ code: 'disk-full', message: 'no room', detail: { file: 'f' } }, null);
  const { dispatcher } = create({ handlers: { 'phones.setLabel': () => Promise.reject(full) } });
  expect(await dispatcher.dispatch('phones.setLabel', labelInput)).toEqual({ ok: false, error: full.fault });
});

test('an answer off the contract is internal where answers are checked', async () => {
  const { dispatcher, logger } = create({ isOutputChecked: true });
  expect(await dispatcher.dispatch('settings.get', {})).toMatchObject({ ok: false, error: { code: 'internal' } });
  expect(logger.of('answer-off-contract')).toMatchObject([{ name: 'settings.get' }]);
});

test('a refusal is no answer to check', async () => {
  const handlers: Partial<Handlers> = { 'settings.get': () => Promise.resolve(fail('aborted', 'no')) };
  const { dispatcher } = create({ isOutputChecked: true, handlers });
  expect(await dispatcher.dispatch('settings.get', {})).toMatchObject({ error: { code: 'aborted' } });
});

test('a slow procedure is logged by name and duration', async () => {
  const setup = create({
    handlers: {
      'demo.stop': async () => {
        await setup.clock.advance(1_500);
        return succeed(null);
      },
    },
  });
  await setup.dispatcher.dispatch('demo.stop', {});
  expect(setup.logger.of('procedure-slow')).toEqual([{ name: 'demo.stop', durationMs: 1_500 }]);
});

function throwAtOnce(): never {
  throw new Error('at once');
}

/** Answers `aborted` as soon as it is asked to stop. */
const waitForAbort: Handlers['demo.stop'] = (_input, signal) =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(fail('aborted', 'stopped')), { once: true });
  });

test('it is busy while a call is under way', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const waiting: Handlers['demo.stop'] = async () => {
    await promise;
    return succeed(null);
  };
  const { dispatcher } = create({ handlers: { 'demo.stop': waiting } });
  expect(dispatcher.isBusy).toBe(false);
  const call = dispatcher.dispatch('demo.stop', {});
  expect(dispatcher.isBusy).toBe(true);
  resolve();
  await call;
  expect(dispatcher.isBusy).toBe(false);
});

test('the caller can abort a call', async () => {
  const { dispatcher } = create({ handlers: { 'demo.stop': waitForAbort } });
  const abort = new AbortController();
  const answer = dispatcher.dispatch('demo.stop', {}, abort.signal);
  abort.abort();
  expect(await answer).toMatchObject({ ok: false, error: { code: 'aborted' } });
});

test('dispose aborts calls under way, waits for them, and refuses new ones', async () => {
  const { dispatcher, clock } = create({ handlers: { 'demo.stop': waitForAbort } });
  const answer = dispatcher.dispatch('demo.stop', {});
  await dispatcher.dispose();
  expect(await answer).toMatchObject({ error: { code: 'aborted' } });
  expect(await dispatcher.dispatch('desk.snapshot', {})).toMatchObject({ error: { code: 'shutting-down' } });
  expect(clock.pendingCount).toBe(0);
});

test('dispose does not wait for ever for a call that ignores the abort', async () => {
  const { dispatcher, clock } = create({ handlers: { 'demo.stop': () => new Promise(() => undefined) } });
  void dispatcher.dispatch('demo.stop', {});
  const disposed = dispatcher.dispose();
  await clock.advance(2_000);
  await expect(disposed).resolves.toBeUndefined();
});
