import { expect, test } from 'vitest';
import { fail, succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import { AttemptPermit, type PermitDeps } from '../../../electron/jobs/attempt-permit.ts';
import type { GateAnswer } from '../../../electron/jobs/gate.ts';

const brink = { tap: '完成', steps: [], evidenceId: null };

function open(changes: Partial<PermitDeps> = {}) {
  const stop = new AbortController();
  const marks: string[] = [];
  const permit = new AttemptPermit({
    signal: stop.signal,
    askGate: () => ({ kind: 'allowed' }),
    mark: (by): Outcome<null> => {
      marks.push(by);
      return succeed(null);
    },
    show: async () => succeed('committed'),
    ...changes,
  });
  return { permit, stop, marks };
}

test('a go is marked before it is given, and given once', async () => {
  const { permit, marks } = open();
  expect(await permit.ask()).toEqual({ ok: true, value: 'go' });
  expect(marks).toEqual(['engine']);
  expect(await permit.ask()).toMatchObject({ ok: false, error: { code: 'commit-refused' } });
  expect(marks).toEqual(['engine']);
});

test('after a stop nothing is permitted and nothing marked', async () => {
  const { permit, stop, marks } = open();
  stop.abort();
  expect(await permit.ask()).toMatchObject({ error: { code: 'aborted' } });
  expect(await permit.commitByHand(brink)).toMatchObject({ error: { code: 'aborted' } });
  expect([marks, permit.isGiven]).toEqual([[], false]);
});

test('what still runs of an attempt that has ended is permitted nothing', async () => {
  const { permit, marks } = open();
  permit.close();
  expect(await permit.ask()).toMatchObject({ error: { code: 'aborted' } });
  expect(await permit.confirm(brink)).toMatchObject({ error: { code: 'aborted' } });
  expect(marks).toEqual([]);
});

test('a mark that cannot be written keeps the tap from being sent', async () => {
  const { permit } = open({ mark: () => fail('disk-full', 'no room') });
  expect(await permit.ask()).toMatchObject({ error: { code: 'disk-full' } });
  expect(permit.isGiven).toBe(false);
});

test('a gate that is not open keeps the tap from being sent, and its answer is kept', async () => {
  const held: GateAnswer = { kind: 'held', reason: 'cooldown', until: 9 };
  const { permit, marks } = open({ askGate: () => held });
  expect(await permit.ask()).toMatchObject({ error: { code: 'commit-refused', detail: { reason: 'cooldown' } } });
  expect([marks, permit.refusal]).toEqual([[], held]);
});

test('an act by hand is marked before it is shown; a check, a yes and a harmless task are not', async () => {
  const shown: string[] = [];
  const { permit, marks } = open({
    show: async ({ asks }) => {
      shown.push(`${asks} after ${marks.length}`);
      return succeed('committed');
    },
  });
  await permit.commitByHand({ ...brink, isCheck: true });
  await permit.confirm(brink);
  await permit.commitByHand({ ...brink, isHarmless: true });
  await permit.commitByHand(brink);
  expect(shown).toEqual(['check after 0', 'confirm after 0', 'act after 0', 'act after 1']);
  expect(marks).toEqual(['operator']);
});

test('who is asked while the attempt ends is not heard any more', async () => {
  const { permit } = open({
    show: ({ until }) =>
      new Promise((resolve) => {
        until.addEventListener('abort', () => resolve(succeed('committed')), { once: true });
      }),
  });
  const asked = permit.commitByHand(brink);
  permit.close();
  expect(await asked).toMatchObject({ error: { code: 'aborted' } });
});
