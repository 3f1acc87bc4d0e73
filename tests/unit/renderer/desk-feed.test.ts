import { describe, expect, it, vi } from 'vitest';
import type { ShownTime, Snapshot } from '../../../electron/contract/desk.ts';
import { fail, succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import { DeskFeed } from '../../../renderer/stores/desk-feed.ts';
import { createLiveStore } from '../../../renderer/stores/live-store.ts';
import { samplePhone } from './sample-phone.ts';
import { sampleDelta, sampleSnapshot } from './sample-snapshot.ts';
import { ScriptedBridge } from './scripted-bridge.ts';

/** A feed whose frames and delays happen when the test says so. */
function setUp() {
  const bridge = new ScriptedBridge();
  const live = createLiveStore();
  const frames: (() => void)[] = [];
  const delays: { readonly delayMs: number; readonly task: () => void }[] = [];
  const times: ShownTime[] = [];
  const feed = new DeskFeed({
    client: bridge.client,
    live,
    onTime: (time) => void times.push(time),
    scheduleFrame: (task) => {
      frames.push(task);
      return () => void frames.splice(frames.indexOf(task), 1);
    },
    after: (delayMs, task) => {
      const entry = { delayMs, task };
      delays.push(entry);
      return () => void delays.splice(delays.indexOf(entry), 1);
    },
  });
  const paint = (): void => {
    for (const task of frames.splice(0)) task();
  };
  return { bridge, live, feed, times, frames, delays, paint };
}

/** The same, with its first snapshot held. */
async function setUpLive(snapshot: Snapshot = sampleSnapshot()) {
  const parts = setUp();
  parts.bridge.answers['desk.snapshot'] = async () => succeed(snapshot);
  parts.feed.start();
  await vi.waitFor(() => expect(parts.live.getState().link.kind).toBe('live'));
  return parts;
}

describe('the time', () => {
  const time = { now: 10, trueNow: 20, factor: 60, isOwnClock: true };

  it('comes with the snapshot', async () => {
    const { times } = await setUpLive(sampleSnapshot({ time }));
    expect(times).toEqual([time]);
  });

  it('is handed on in the moment in which a delta brings it, before any frame', async () => {
    const { bridge, times } = await setUpLive();
    times.length = 0;
    bridge.send(sampleDelta(1, { time }));
    expect(times).toEqual([time]);
  });
});

describe('the first snapshot', () => {
  it('fills the store', async () => {
    const { live } = await setUpLive(sampleSnapshot({ version: 7, phones: [samplePhone()] }));
    expect(live.getState().version).toBe(7);
    expect(live.getState().phones.get('phone-1')?.label).toBe('前台');
  });

  it('is asked for only after the deltas are listened to', () => {
    const { bridge, feed } = setUp();
    let listenersWhenAsked = 0;
    bridge.answers['desk.snapshot'] = async () => {
      listenersWhenAsked = bridge.listenerCount;
      return succeed(sampleSnapshot());
    };
    feed.start();
    expect(listenersWhenAsked).toBe(1);
  });

  it('that fails is shown and tried again with growing delays', async () => {
    const { bridge, live, feed, delays } = setUp();
    bridge.answers['desk.snapshot'] = async () => fail('internal', 'not yet');
    feed.start();
    await vi.waitFor(() => expect(delays).toHaveLength(1));
    expect(live.getState().link).toMatchObject({ kind: 'failed', fault: { code: 'internal' } });
    const [first] = delays.splice(0);
    first?.task();
    await vi.waitFor(() => expect(delays).toHaveLength(1));
    expect(delays[0]?.delayMs).toBeGreaterThan(first?.delayMs ?? 0);
    bridge.answers['desk.snapshot'] = async () => succeed(sampleSnapshot());
    delays.splice(0)[0]?.task();
    await vi.waitFor(() => expect(live.getState().link.kind).toBe('live'));
  });

  it('keeps what was shown when a later one fails', async () => {
    const { bridge, live, feed } = await setUpLive(sampleSnapshot({ phones: [samplePhone()] }));
    bridge.answers['desk.snapshot'] = async () => fail('internal', 'gone');
    await feed.refresh();
    expect(live.getState().link.kind).toBe('failed');
    expect(live.getState().phones.size).toBe(1);
  });
});

describe('deltas', () => {
  it('are folded once per frame, in order', async () => {
    const { bridge, live, paint, frames } = await setUpLive(sampleSnapshot({ phones: [samplePhone()] }));
    const changes = vi.fn();
    live.subscribe(changes);
    bridge.send(sampleDelta(1, { phones: [samplePhone({ label: '一' })] }));
    bridge.send(sampleDelta(2, { phones: [samplePhone({ label: '二' })] }));
    expect(frames).toHaveLength(1);
    expect(changes).not.toHaveBeenCalled();
    paint();
    expect(changes).toHaveBeenCalledTimes(1);
    expect(live.getState().version).toBe(3);
    expect(live.getState().phones.get('phone-1')?.label).toBe('二');
  });

  it('that arrive while the snapshot is on its way are applied on top of it', async () => {
    const { bridge, live, feed, paint } = setUp();
    const asked = Promise.withResolvers<Outcome<Snapshot>>();
    bridge.answers['desk.snapshot'] = () => asked.promise;
    feed.start();
    bridge.send(sampleDelta(4, { phones: [samplePhone({ label: '早已包含' })] }));
    bridge.send(sampleDelta(5, { alertCount: 3 }));
    asked.resolve(succeed(sampleSnapshot({ version: 5, phones: [samplePhone({ label: '快照' })] })));
    await vi.waitFor(() => expect(live.getState().link.kind).toBe('live'));
    paint();
    expect(live.getState()).toMatchObject({ version: 6, alertCount: 3 });
    expect(live.getState().phones.get('phone-1')?.label).toBe('快照');
    expect(bridge.countOf('desk.snapshot')).toBe(1);
  });

  it('with a gap between them ask for a new snapshot', async () => {
    const { bridge, live, paint } = await setUpLive();
    bridge.answers['desk.snapshot'] = async () => succeed(sampleSnapshot({ version: 9 }));
    bridge.send(sampleDelta(5));
    paint();
    await vi.waitFor(() => expect(live.getState().version).toBe(9));
    expect(bridge.countOf('desk.snapshot')).toBe(2);
  });

  it('without a gap ask for nothing', async () => {
    const { bridge, paint } = await setUpLive();
    bridge.send(sampleDelta(1));
    paint();
    expect(bridge.countOf('desk.snapshot')).toBe(1);
  });
});

it('leaves no listener, frame or delay behind when disposed', async () => {
  const { bridge, feed, frames, delays, live } = await setUpLive();
  bridge.send(sampleDelta(1));
  feed.dispose();
  expect(bridge.listenerCount).toBe(0);
  expect(frames).toHaveLength(0);
  expect(delays).toHaveLength(0);
  await feed.refresh();
  expect(live.getState().version).toBe(1);
});
