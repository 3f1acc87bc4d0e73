import { expect, it } from 'vitest';
import { createConsoleClient } from '../../../renderer/bridge/console-client.ts';

it('answers a broken transport as a fault instead of rejecting', async () => {
  const client = createConsoleClient({
    invoke: () => Promise.reject(new Error('channel closed')),
    subscribe: () => () => undefined,
  });
  const answer = await client.ask('desk.snapshot', {});
  expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
});
