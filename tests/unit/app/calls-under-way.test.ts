import { expect, test } from 'vitest';
import { CallsUnderWay } from '../../../electron/app/calls-under-way.ts';

/** A call that is answered when it is aborted, with its name. */
function openCall(calls: CallsUnderWay, callId: unknown, name: string): Promise<string> {
  return calls.run(
    callId,
    (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(name), { once: true })),
  );
}

test('a call is aborted by its name, and no other with it', async () => {
  const calls = new CallsUnderWay();
  const ended: string[] = [];
  const first = openCall(calls, '1', 'first').then((name) => ended.push(name));
  const second = openCall(calls, '2', 'second').then((name) => ended.push(name));
  calls.abort('1');
  await first;
  expect(ended).toEqual(['first']);
  calls.abort('2');
  await second;
});

test('all calls are aborted when the page goes, those without a name too, and none of the next page', async () => {
  const calls = new CallsUnderWay();
  const old = Promise.all([openCall(calls, '1', 'named'), openCall(calls, undefined, 'unnamed')]);
  calls.abortAll();
  expect(await old).toEqual(['named', 'unnamed']);
  expect(await calls.run('1', (signal) => Promise.resolve(signal.aborted))).toBe(false);
});

test('an old call that ends late takes no name from one of the next page', async () => {
  const calls = new CallsUnderWay();
  const { promise, resolve } = Promise.withResolvers<void>();
  const old = calls.run('1', () => promise);
  calls.abortAll();
  const call = openCall(calls, '1', 'new');
  resolve();
  await old;
  calls.abort('1');
  expect(await call).toBe('new');
});

test.each([undefined, null, 7, {}])('%o names no call', (callId) => {
  const calls = new CallsUnderWay();
  calls.abort(callId);
  calls.abort('unknown');
});
