import { describe, expect, it, vi } from 'vitest';
import { OperatorsDriver, type Touch } from '../../../electron/automation/bench/operators-driver.ts';
import { PacedRun, type RunEnding } from '../../../electron/automation/bench/paced-run.ts';
import type { PlaybookAct } from '../../../electron/contract/automation.ts';
import { fail, succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import type { BenchPurpose } from '../../../electron/contract/playbook-bench.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { messengerApp, shippedPlaybooks } from '../../support/automation/shipped-playbooks.ts';
import { PaperPhone, type PaperPhoneOptions } from '../../support/automation/paper-phone.ts';
import { HurriedClock } from '../../support/hurried-clock.ts';

const variables = { groupName: '家长群', newName: '新家长群' };

interface Wishes extends PaperPhoneOptions {
  readonly act?: PlaybookAct;
  readonly purpose?: BenchPurpose;
  readonly note?: (touch: Touch) => Outcome<unknown>;
}

class Bench {
  readonly phone: PaperPhone;
  readonly run: PacedRun;
  readonly touches: Touch[] = [];
  readonly rehearsed: RunEnding[] = [];
  readonly lost = new AbortController();

  constructor({ act = 'rename-group', purpose = 'step', note = () => succeed(null), ...paper }: Wishes = {}) {
    const playbook = shippedPlaybooks.find(messengerApp, act);
    if (playbook === null) throw new Error('the playbook has problems');
    this.phone = new PaperPhone(paper);
    const clock = new HurriedClock();
    const driver = new OperatorsDriver(this.phone, (touch) => {
      this.touches.push(touch);
      return note(touch);
    });
    this.run = new PacedRun({
      driver,
      playbook,
      purpose,
      variables,
      phone: { isVirtual: true, appVersion: '8.0.40' },
      language: 'zh-CN',
      clock,
      machineClock: clock,
      logger: silentLogger,
      signal: this.lost.signal,
      onActing: () => undefined,
      onRehearsed: (ending) => void this.rehearsed.push(ending),
    });
    this.run.start();
  }

  settled() {
    return vi.waitFor(() => {
      const shown = this.run.show();
      if (shown.state === 'working') throw new Error('still working');
      return shown;
    });
  }

  async next(isHurried = false) {
    const { intent } = await this.settled();
    expect(this.run.next(intent?.intentId ?? 0, isHurried).ok).toBe(true);
    return this.settled();
  }

  /** The names of all that was told, one step after the other to the end. */
  async walk(): Promise<string[]> {
    const told: string[] = [];
    for (let now = await this.settled(); now.state !== 'over'; now = await this.next())
      told.push(now.intent?.name ?? '');
    return told;
  }
}

describe('a run at a person’s pace', () => {
  it('does nothing before the first word', async () => {
    const bench = new Bench();
    expect((await bench.settled()).intent).toMatchObject({ kind: 'open', name: 'open-messenger' });
    expect(bench.phone.calls).toEqual([]);
  });

  it('tells every step, and stops where only the commit is left', async () => {
    const bench = new Bench();
    const told = await bench.walk();
    expect(told.slice(-3)).toEqual(['open-editor', 'prove-editor', 'type-name']);
    expect(bench.run.show()).toMatchObject({ end: { kind: 'brink' }, intent: { kind: 'commit', name: 'save-name' } });
    expect(bench.phone.saved).toEqual([]);
    expect(bench.phone.calls).not.toContain('tap 完成');
  });

  it('is no other when it is hurried', async () => {
    const bench = new Bench();
    await bench.next(true);
    expect(bench.run.show().end?.kind).toBe('brink');
    expect(bench.phone.saved).toEqual([]);
  });

  it('goes no further than the brink, whatever it is told', async () => {
    const bench = new Bench();
    await bench.next(true);
    const intentId = bench.run.show().intent?.intentId ?? 0;
    for (const isHurried of [false, true]) {
      expect(bench.run.next(intentId, isHurried)).toMatchObject({ ok: false, error: { code: 'bench-never-commits' } });
    }
    expect(bench.phone.saved).toEqual([]);
  });

  it('takes no word for something that was told before', async () => {
    const bench = new Bench();
    const first = await bench.settled();
    await bench.next();
    expect(bench.run.next(first.intent?.intentId ?? 0, false)).toMatchObject({ error: { code: 'bench-intent-over' } });
  });

  it('tells anew when the page changed while a person read', async () => {
    const bench = new Bench();
    const told = await bench.next();
    bench.phone.page = 'launcher';
    const again = await bench.next();
    expect([told.intent?.isRetold, again.intent?.isRetold]).toEqual([false, true]);
    expect(again.intent).toMatchObject({ kind: 'recover', act: 'launch' });
    expect(bench.phone.calls.filter((call) => call.startsWith('tap'))).toEqual([]);
  });

  it('leaves nothing typed on the screen when it is ended', async () => {
    const bench = new Bench();
    await bench.walk();
    expect(bench.phone.page).toBe('editor');
    await bench.run.stop();
    expect(bench.phone.page).toBe('launcher');
    expect([bench.phone.saved, bench.run.show().hasLeft]).toEqual([[], true]);
  });

  it('ends where it stands when it is stopped half-way', async () => {
    const bench = new Bench();
    await bench.next();
    await bench.run.stop();
    expect(bench.run.show().end).toMatchObject({ kind: 'stopped', code: 'aborted' });
  });

  it('ends when its phone is lost', async () => {
    const bench = new Bench();
    await bench.next();
    bench.lost.abort();
    await vi.waitFor(() => expect(bench.run.show().end).toMatchObject({ kind: 'stopped' }));
  });

  it('says why it cannot go on', async () => {
    const bench = new Bench({ isLocked: true });
    expect((await bench.next()).end).toMatchObject({ kind: 'failed', code: 'screen-locked' });
  });

  it('knows what is so already', async () => {
    const bench = new Bench({ name: '新家长群' });
    await bench.next(true);
    expect(bench.run.show().end?.kind).not.toBe('brink');
    expect(bench.phone.saved).toEqual([]);
  });
});

describe('a rehearsal at the bench', () => {
  it('types no name, and has passed at the brink', async () => {
    const bench = new Bench({ purpose: 'rehearse' });
    expect(await bench.walk()).not.toContain('type-name');
    expect(bench.phone.calls).not.toContain('type 新家长群');
    expect(bench.rehearsed).toEqual([{ kind: 'brink', code: 'commit-refused', note: '' }]);
  });

  it('has failed where a step does not find its way', async () => {
    const bench = new Bench({ purpose: 'rehearse', editorTitle: '公告' });
    await bench.next(true);
    expect(bench.rehearsed).toMatchObject([{ kind: 'failed' }]);
  });
});

describe('touches', () => {
  it('are noted one by one, before they are sent, without the text', async () => {
    const bench = new Bench();
    await bench.walk();
    expect(bench.touches[0]).toMatchObject({ touch: 'launch' });
    expect(bench.touches.map(({ touch }) => touch)).toContain('text');
    expect(JSON.stringify(bench.touches)).not.toContain('家长群');
    const sent = bench.phone.calls.filter((call) => /^(?:tap|swipe|press|type|launch)/u.test(call));
    expect(bench.touches).toHaveLength(sent.length);
  });

  it('are not sent when they cannot be noted', async () => {
    const bench = new Bench({ note: () => fail('disk-full', 'no room') });
    const { end } = await bench.next();
    expect(end).toMatchObject({ kind: 'failed', code: 'phone-fault' });
    expect(bench.phone.calls.filter((call) => /^(?:tap|launch|type|press)/u.test(call))).toEqual([]);
  });
});
