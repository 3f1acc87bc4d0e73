import { PassThrough } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import { requestMaxLength } from '../../../electron/contract/procedures.ts';
import { LineSession } from '../../../electron/headless/line-session.ts';
import type { Services } from '../../../electron/services.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';

type Dispatch = Services['dispatch'];

class Listeners {
  readonly list = new Set<(payload: never) => void>();

  readonly subscribe: Services['subscribe'] = (_event, listener) => {
    this.list.add(listener);
    return () => void this.list.delete(listener);
  };

  tell(payload: unknown): void {
    for (const listener of this.list) Reflect.apply(listener, undefined, [payload]);
  }
}

function openSession(dispatch: Dispatch = (name, input) => Promise.resolve(succeed({ name, input }))) {
  const input = new PassThrough();
  const output = new PassThrough({ highWaterMark: 1024 * 1024 });
  const written: string[] = [];
  output.on('data', (bytes: Buffer) =>
    written.push(
      ...bytes
        .toString('utf8')
        .split('\n')
        .filter((line) => line !== ''),
    ),
  );
  const listeners = new Listeners();
  const logger = new RecordingLogger();
  const session = new LineSession({ input, output, services: { dispatch, subscribe: listeners.subscribe }, logger });
  const answers = (): unknown[] => written.map((line): unknown => JSON.parse(line));
  return { session, input, output, answers, listeners, logger };
}

/** Answers as soon as the call is aborted. */
const waitForAbort: Dispatch = (_name, _input, signal) =>
  new Promise((resolve) => {
    signal?.addEventListener('abort', () => resolve(succeed('aborted')), { once: true });
  });

/** Sends everything, closes the input and answers all output lines. */
async function converse(lines: string, dispatch?: Dispatch): Promise<unknown[]> {
  const { session, input, answers } = openSession(dispatch);
  input.end(lines);
  await session.ended;
  return answers();
}

test('a call is answered with its id', async () => {
  expect(await converse('{"id":1,"call":"desk.snapshot","input":{"a":1}}\n')).toEqual([
    { id: 1, ok: true, value: { name: 'desk.snapshot', input: { a: 1 } } },
  ]);
});

test('a call may leave its input out, and its id may be text', async () => {
  expect(await converse('{"id":"first","call":"desk.snapshot"}\n')).toMatchObject([
    { id: 'first', ok: true, value: { input: {} } },
  ]);
});

test('a last line without a line end is answered, and Windows line ends and blank lines do no harm', async () => {
  expect(await converse('{"id":1,"call":"a"}\r\n\r\n\n{"id":2,"call":"b"}')).toMatchObject([{ id: 1 }, { id: 2 }]);
});

test.each([
  ['no JSON', 'hello', null, 'json'],
  ['a number', '7', null, 'line-shape'],
  ['no call', '{"id":5}', 5, 'line-shape'],
  ['an unknown field', '{"id":6,"call":"a","then":1}', 6, 'line-shape'],
  ['an unknown event', '{"id":7,"subscribe":"desk.nothing"}', 7, 'line-shape'],
  ['an id that is none', '{"id":{},"call":"a"}', null, 'line-shape'],
])('%s is answered with an error, and the next line is heard', async (_what, line, id, rule) => {
  expect(await converse(`${line}\n{"id":"next","call":"a"}\n`)).toMatchObject([
    { id, ok: false, error: { code: 'invalid-input', detail: { rule } } },
    { id: 'next', ok: true },
  ]);
});

test('a line over the limit is answered once, skipped to its end, and the next line is heard', async () => {
  const { session, input, answers } = openSession();
  for (let part = 0; part < 5; part++) input.write('x'.repeat(requestMaxLength));
  input.end('\n{"id":2,"call":"a"}\n');
  await session.ended;
  expect(answers()).toMatchObject([
    { id: null, ok: false, error: { code: 'payload-too-large' } },
    { id: 2, ok: true },
  ]);
});

test('Chinese text that is cut between two chunks arrives whole', async () => {
  const { session, input, answers } = openSession();
  const bytes = Buffer.from('{"id":1,"call":"a","input":{"label":"前台"}}\n');
  for (const byte of bytes) input.write(Buffer.from([byte]));
  input.end();
  await session.ended;
  expect(answers()).toMatchObject([{ value: { input: { label: '前台' } } }]);
});

test('calls run side by side: a slow one does not hold up the next', async () => {
  const slow = Promise.withResolvers<Outcome<unknown>>();
  const dispatch: Dispatch = (name) => (name === 'slow' ? slow.promise : Promise.resolve(succeed(name)));
  const { session, input, answers } = openSession(dispatch);
  input.end('{"id":1,"call":"slow"}\n{"id":2,"call":"quick"}\n');
  await vi.waitFor(() => expect(answers()).toMatchObject([{ id: 2 }]));
  slow.resolve(succeed('late'));
  await session.ended;
  expect(answers()).toMatchObject([{ id: 2 }, { id: 1, value: 'late' }]);
});

test('a second call under the id of one that runs is refused', async () => {
  const { session, input, answers } = openSession(() => new Promise(() => undefined));
  input.write('{"id":1,"call":"a"}\n{"id":1,"call":"b"}\n');
  await vi.waitFor(() => expect(answers()).toMatchObject([{ id: 1, ok: false, error: { detail: { field: 'id' } } }]));
  expect(session).toBeDefined();
});

test('cancel aborts the call of that id', async () => {
  expect(await converse('{"id":1,"call":"a"}\n{"cancel":1}\n{"cancel":99}\n', waitForAbort)).toEqual([
    { id: 1, ok: true, value: 'aborted' },
  ]);
});

test('events arrive after subscribe, once, and not after unsubscribe', async () => {
  const { input, answers, listeners } = openSession();
  input.write('{"subscribe":"desk.delta"}\n{"id":1,"subscribe":"desk.delta"}\n');
  await vi.waitFor(() => expect(answers()).toEqual([{ id: 1, ok: true, value: null }]));
  listeners.tell({ version: 2 });
  await vi.waitFor(() => expect(answers().slice(1)).toEqual([{ event: 'desk.delta', payload: { version: 2 } }]));
  input.write('{"id":2,"unsubscribe":"desk.delta"}\n');
  await vi.waitFor(() => expect(listeners.list.size).toBe(0));
});

test('a reader that lags behind loses events, not answers, and the log says so once', async () => {
  const { session, input, output, answers, listeners, logger } = openSession();
  output.pause();
  input.write('{"subscribe":"desk.delta"}\n');
  await vi.waitFor(() => expect(listeners.list.size).toBe(1));
  for (let count = 0; count < 20; count++) listeners.tell({ text: 'x'.repeat(1024 * 1024) });
  input.end('{"id":1,"call":"a"}\n');
  await session.ended;
  output.resume();
  await vi.waitFor(() => expect(answers().at(-1)).toMatchObject({ id: 1, ok: true }));
  expect(answers().length).toBeLessThan(15);
  expect(logger.of('reader-behind')).toHaveLength(1);
});

test('a session whose reader is gone ends', async () => {
  const { session, output } = openSession();
  output.destroy(new Error('EPIPE'));
  await expect(session.ended).resolves.toBeUndefined();
});

test('dispose aborts calls and ends subscriptions', async () => {
  const { session, input, answers, listeners } = openSession(waitForAbort);
  input.write('{"subscribe":"desk.delta"}\n{"id":1,"call":"a"}\n');
  await vi.waitFor(() => expect(listeners.list.size).toBe(1));
  await session.dispose();
  await vi.waitFor(() => expect(answers()).toMatchObject([{ id: 1, value: 'aborted' }]));
  expect(listeners.list.size).toBe(0);
});
