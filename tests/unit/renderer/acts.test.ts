import { describe, expect, it, vi } from 'vitest';
import { fail, succeed } from '../../../electron/contract/outcome.ts';
import { createActs } from '../../../renderer/stores/acts.ts';
import { createAnnouncements, type Announcement } from '../../../renderer/stores/announcement-store.ts';
import { createBatches } from '../../../renderer/stores/batch-store.ts';
import { createQuestionGate } from '../../../renderer/stores/question-gate.ts';
import { ScriptedBridge } from './scripted-bridge.ts';

function setUp() {
  const bridge = new ScriptedBridge();
  const gate = createQuestionGate();
  const rules = createQuestionGate();
  const announcements = createAnnouncements();
  const announced: Announcement[] = [];
  announcements.subscribe((announcement) => announced.push(announcement));
  const acts = createActs({ client: bridge.client, gate, rules, announcements });
  return { bridge, gate, rules, acts, announced, batches: createBatches(acts) };
}

const label = { phoneId: 'a', label: '前台' };

/** Everything that only waits for a promise has happened. */
const settledPromises = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Main refuses until somebody was chosen. */
function refuseUntilChosen(bridge: ScriptedBridge): { choose(): void } {
  let isChosen = false;
  bridge.answers['phones.setLabel'] = async () => (isChosen ? succeed(null) : fail('operator-required', 'who?'));
  return { choose: () => void (isChosen = true) };
}

describe('an act that needs an operator', () => {
  it('asks, and is done once somebody was chosen', async () => {
    const { bridge, gate, acts } = setUp();
    const main = refuseUntilChosen(bridge);
    const outcome = acts.run('phones.setLabel', label);
    await vi.waitFor(() => expect(gate.store.getState().isAsking).toBe(true));
    main.choose();
    gate.answer(true);
    expect((await outcome).ok).toBe(true);
    expect(bridge.countOf('phones.setLabel')).toBe(2);
  });

  it('is dropped without a complaint when the question is put away', async () => {
    const { bridge, gate, acts, announced } = setUp();
    refuseUntilChosen(bridge);
    const isDone = acts.perform('phones.setLabel', label);
    await vi.waitFor(() => expect(gate.store.getState().isAsking).toBe(true));
    gate.answer(false);
    expect(await isDone).toBe(false);
    expect(bridge.countOf('phones.setLabel')).toBe(1);
    expect(announced).toEqual([]);
  });

  it('waits with the others for one answer', async () => {
    const { bridge, gate, acts } = setUp();
    const main = refuseUntilChosen(bridge);
    const both = Promise.all([acts.run('phones.setLabel', label), acts.run('phones.setLabel', label)]);
    await vi.waitFor(() => expect(gate.store.getState().isAsking).toBe(true));
    await settledPromises();
    main.choose();
    gate.answer(true);
    expect((await both).every((outcome) => outcome.ok)).toBe(true);
    expect(gate.store.getState().isAsking).toBe(false);
  });

  it('is asked about only by main: an act that needs nobody opens no question', async () => {
    const { bridge, gate, acts } = setUp();
    bridge.answers['phones.recheck'] = async () => succeed({ results: [] });
    await acts.run('phones.recheck', { phoneIds: ['a'] });
    expect(gate.store.getState().isAsking).toBe(false);
  });
});

it('announces why an act failed', async () => {
  const { bridge, acts, announced } = setUp();
  bridge.answers['phones.setNumber'] = async () => fail('phone-number-taken', 'taken');
  expect(await acts.perform('phones.setNumber', { phoneId: 'a', number: 3 })).toBe(false);
  expect(announced).toMatchObject([{ kind: 'fault', fault: { code: 'phone-number-taken' } }]);
});

/** Main wants an operator, then one who has read the rules. */
function refuseUntilRead(bridge: ScriptedBridge): { choose(): void; read(): void } {
  let isChosen = false;
  let isRead = false;
  bridge.answers['phones.setLabel'] = async () => {
    if (!isChosen) return fail('operator-required', 'who?');
    return isRead ? succeed(null) : fail('rules-not-acknowledged', 'read them');
  };
  return { choose: () => void (isChosen = true), read: () => void (isRead = true) };
}

describe('an act that needs an operator who has read the rules', () => {
  it('asks who it is, shows the rules, and is done then', async () => {
    const { bridge, gate, rules, acts } = setUp();
    const main = refuseUntilRead(bridge);
    const outcome = acts.run('phones.setLabel', label);
    await vi.waitFor(() => expect(gate.store.getState().isAsking).toBe(true));
    main.choose();
    gate.answer(true);
    await vi.waitFor(() => expect(rules.store.getState().isAsking).toBe(true));
    main.read();
    rules.answer(true);
    expect((await outcome).ok).toBe(true);
    expect(bridge.countOf('phones.setLabel')).toBe(3);
  });

  it('is not done when the rules are put away', async () => {
    const { bridge, rules, acts, announced } = setUp();
    const main = refuseUntilRead(bridge);
    main.choose();
    const isDone = acts.perform('phones.setLabel', label);
    await vi.waitFor(() => expect(rules.store.getState().isAsking).toBe(true));
    rules.answer(false);
    expect(await isDone).toBe(false);
    expect(announced).toEqual([]);
  });
});

describe('a batch', () => {
  const mixed = succeed({
    results: [
      { phoneId: 'a', error: null },
      { phoneId: 'b', error: fail('phone-offline', 'no answer').error },
    ],
  });

  it('names who failed and why', async () => {
    const { bridge, batches } = setUp();
    bridge.answers['phones.reconnect'] = async () => mixed;
    await batches.start({ kind: 'reconnect' }, ['a', 'b']);
    const [batch] = batches.store.getState().batches;
    expect(batch?.isRunning).toBe(false);
    expect([...(batch?.faults ?? [])].map(([phoneId, { code }]) => [phoneId, code])).toEqual([['b', 'phone-offline']]);
  });

  it('retries the failed phones only', async () => {
    const { bridge, batches } = setUp();
    bridge.answers['phones.reconnect'] = async () => mixed;
    await batches.start({ kind: 'reconnect' }, ['a', 'b']);
    bridge.answers['phones.reconnect'] = async () => succeed({ results: [{ phoneId: 'b', error: null }] });
    await batches.retryFailed(batches.store.getState().batches[0]?.batchId ?? 0);
    expect(bridge.calls.at(-1)?.input).toEqual({ phoneIds: ['b'] });
    expect(batches.store.getState().batches.map((batch) => batch.faults.size)).toEqual([0]);
  });

  it('that failed as a whole failed on every phone', async () => {
    const { bridge, batches } = setUp();
    bridge.answers['phones.recheck'] = async () => fail('shutting-down', 'bye');
    await batches.start({ kind: 'recheck' }, ['a', 'b']);
    expect(batches.store.getState().batches[0]?.faults.size).toBe(2);
  });

  it('carries the confirmation that main asks of a reboot', async () => {
    const { bridge, batches } = setUp();
    bridge.answers['phones.reboot'] = async () => succeed({ results: [] });
    await batches.start({ kind: 'reboot' }, ['a']);
    expect(bridge.calls.at(-1)?.input).toEqual({ phoneIds: ['a'], isConfirmed: true });
  });

  it('leaves nothing behind when nobody would say who they are', async () => {
    const { bridge, gate, batches } = setUp();
    bridge.answers['phones.reboot'] = async () => fail('operator-required', 'who?');
    const run = batches.start({ kind: 'reboot' }, ['a']);
    await vi.waitFor(() => expect(gate.store.getState().isAsking).toBe(true));
    gate.answer(false);
    await run;
    expect(batches.store.getState().batches).toEqual([]);
  });

  it('on no phone does nothing', async () => {
    const { bridge, batches } = setUp();
    await batches.start({ kind: 'recheck' }, []);
    expect(bridge.calls).toEqual([]);
  });
});
