import { afterEach, describe, expect, it, vi } from 'vitest';
import { fail, succeed } from '../../../electron/contract/outcome.ts';
import type { BenchLook, BenchNode, BenchState } from '../../../electron/contract/playbook-bench.ts';
import { BenchDesk } from '../../../renderer/features/playbook-bench/bench-desk.ts';
import { isNamed, nodeAt, selectorFor } from '../../../renderer/features/playbook-bench/node-words.ts';
import { createActs } from '../../../renderer/stores/acts.ts';
import { createAnnouncements } from '../../../renderer/stores/announcement-store.ts';
import { createQuestionGate } from '../../../renderer/stores/question-gate.ts';
import { ScriptedBridge } from './scripted-bridge.ts';

function node(patch: Partial<BenchNode>): BenchNode {
  const empty = { text: '', description: '', resourceId: '', bounds: null, flags: [], parent: null, depth: 0 };
  return { ...empty, className: 'android.widget.TextView', packageName: 'com.tencent.mm', ...patch };
}

const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

describe('a view', () => {
  it('is meant by its words before anything else, and by an id never alone', () => {
    expect(selectorFor(node({ text: '群"聊"', description: 'x' }))).toBe(String.raw`{ text: "群\"聊\"" }`);
    expect(selectorFor(node({ description: '聊天信息' }))).toBe('{ desc: "聊天信息" }');
    expect(selectorFor(node({ resourceId: 'com.tencent.mm:id/fq' }))).toBe('{ id: "fq", class: TextView }');
    expect(selectorFor(node({}))).toBe('{ class: TextView }');
  });

  it('is found by any of its words', () => {
    const view = node({ text: '群聊', resourceId: 'com.tencent.mm:id/Fq' });
    expect(['群', 'textview', 'id/fq'].map((wanted) => isNamed(view, wanted))).toEqual([true, true, true]);
    expect(isNamed(view, '通讯录')).toBe(false);
  });

  it('is pointed at where it is the smallest, and not outside', () => {
    const nodes = [node({ bounds: box(0, 0, 100, 100) }), node({ bounds: box(10, 10, 20, 20) }), node({})];
    expect(nodeAt({ nodes }, { x: 15, y: 15 })).toBe(1);
    expect(nodeAt({ nodes }, { x: 20, y: 20 })).toBe(0);
    expect(nodeAt({ nodes }, { x: 100, y: 50 })).toBeNull();
  });
});

const session = {
  phoneId: 'a',
  operatorName: '小王',
  openedAt: 1,
  driver: 'dump',
  driverFault: null,
  phoneModel: 'X',
  appVersion: null,
  idleUntilAt: 2,
  run: null,
} as const;
const open: BenchState = { session, closed: null };

function lookNumbered(lookId: number): BenchLook {
  const empty = { picture: null, pictureFault: null, nodes: [], treeFault: null, sight: null };
  return { lookId, takenAt: lookId, width: 1, height: 1, ...empty };
}

const desks: BenchDesk[] = [];
afterEach(() => {
  for (const desk of desks.splice(0)) desk.dispose();
});

/** A bench with a phone on it; timers fire when the test says. */
function setUp() {
  const bridge = new ScriptedBridge();
  const gate = createQuestionGate();
  const announcements = createAnnouncements();
  const acts = createActs({ client: bridge.client, gate, rules: createQuestionGate(), announcements });
  const timers = new Map<number, { delayMs: number; task: () => void }>();
  let count = 0;
  const window = { isHidden: false };
  const after = (delayMs: number, task: () => void): (() => void) => {
    const key = count++;
    timers.set(key, { delayMs, task });
    return () => void timers.delete(key);
  };
  const fire = (delayMs: number): void => {
    const due = Array.from(timers).filter(([, timer]) => timer.delayMs === delayMs);
    for (const [key, { task }] of due) {
      timers.delete(key);
      task();
    }
  };
  let lookId = 0;
  bridge.answers['bench.state'] = async () => succeed(open);
  bridge.answers['bench.look'] = async () => succeed(lookNumbered(++lookId));
  const desk = new BenchDesk({ client: bridge.client, acts, after, isHidden: () => window.isHidden });
  desks.push(desk);
  desk.start();
  return { bridge, desk, fire, window };
}

describe('the bench as a page follows it', () => {
  it('looks once when it finds a phone there', async () => {
    const { bridge, desk } = setUp();
    await vi.waitFor(() => expect(desk.store.getState().look?.lookId).toBe(1));
    expect(bridge.countOf('bench.look')).toBe(1);
  });

  it('looks by itself every two seconds, but not while nobody sees it', async () => {
    const { bridge, desk, fire, window } = setUp();
    await vi.waitFor(() => expect(desk.store.getState().look?.lookId).toBe(1));
    desk.setAuto(true);
    await vi.waitFor(() => expect(desk.store.getState().look?.lookId).toBe(2));
    window.isHidden = true;
    fire(2_000);
    fire(2_000);
    expect(bridge.countOf('bench.look')).toBe(2);
    window.isHidden = false;
    fire(2_000);
    await vi.waitFor(() => expect(desk.store.getState().look?.lookId).toBe(3));
    expect(bridge.calls.findLast(({ name }) => name === 'bench.look')?.input).toEqual({ isByItself: true });
  });

  it('keeps the last picture beside the reason why there is no newer one', async () => {
    const { bridge, desk } = setUp();
    await vi.waitFor(() => expect(desk.store.getState().look?.lookId).toBe(1));
    bridge.answers['bench.look'] = async () => fail('phone-offline', 'gone');
    await desk.look();
    expect(desk.store.getState()).toMatchObject({ look: { lookId: 1 }, lookFault: { code: 'phone-offline' } });
  });

  it('says why an act was refused, until the next one', async () => {
    const { bridge, desk } = setUp();
    bridge.answers['bench.next'] = async () => fail('bench-never-commits', 'no');
    await desk.next(1);
    expect(desk.store.getState().fault).toMatchObject({ code: 'bench-never-commits' });
    bridge.answers['bench.stop'] = async () => succeed(open);
    await desk.stop();
    expect(desk.store.getState().fault).toBeNull();
  });

  it('has no picture of a phone that is gone', async () => {
    const { bridge, desk, fire } = setUp();
    await vi.waitFor(() => expect(desk.store.getState().look).not.toBeNull());
    bridge.answers['bench.state'] = async () =>
      succeed({ session: null, closed: { phoneId: 'a', at: 3, why: 'phone-lost' } });
    fire(3_000);
    await vi.waitFor(() => expect(desk.store.getState()).toMatchObject({ look: null, bench: { session: null } }));
  });
});
