import { expect, it } from 'vitest';
import { fail, type Outcome } from '../../../electron/contract/outcome.ts';
import { createConsoleClient } from '../../../renderer/bridge/console-client.ts';

it('answers a broken transport as a fault instead of rejecting', async () => {
  const client = createConsoleClient({
    invoke: () => Promise.reject(new Error('channel closed')),
    cancel: () => undefined,
    subscribe: () => () => undefined,
  });
  const answer = await client.ask('desk.snapshot', {});
  expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
});

it('tells main of a question that nobody waits for any more, and only while it is open', async () => {
  const cancelled: string[] = [];
  const { promise, resolve } = Promise.withResolvers<Outcome<never>>();
  const named: (string | undefined)[] = [];
  const client = createConsoleClient({
    invoke: (_name, _input, callId) => {
      named.push(callId);
      return promise;
    },
    cancel: (callId) => cancelled.push(callId),
    subscribe: () => () => undefined,
  });
  const [first, second] = [new AbortController(), new AbortController()];
  const answers = [client.ask('desk.snapshot', {}, first.signal), client.ask('desk.snapshot', {}, second.signal)];
  first.abort();
  expect(cancelled).toEqual(named.slice(0, 1));
  resolve(fail('aborted', 'aborted'));
  await Promise.all(answers);
  second.abort();
  expect(cancelled).toHaveLength(1);
  expect(new Set(named).size).toBe(2);
  expect(await client.ask('desk.snapshot', {}, first.signal)).toMatchObject({ error: { code: 'aborted' } });
});
