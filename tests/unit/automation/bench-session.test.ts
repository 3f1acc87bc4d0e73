import { describe, expect, it, vi } from 'vitest';
import { BenchSession } from '../../../electron/automation/bench/bench-session.ts';
import { succeed } from '../../../electron/contract/outcome.ts';
import { benchIdleMs } from '../../../electron/contract/playbook-bench.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { shippedPlaybooks } from '../../support/automation/shipped-playbooks.ts';
import { PaperPhone } from '../../support/automation/paper-phone.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { samplePhone } from '../renderer/sample-phone.ts';

function sit() {
  const clock = new ManualClock();
  const phone = new PaperPhone();
  const lost = new AbortController();
  const notes: string[] = [];
  const session = new BenchSession({
    phone: samplePhone({ phoneId: 'a' }),
    operatorName: '小王',
    driver: phone,
    driverFault: null,
    signal: lost.signal,
    playbooks: shippedPlaybooks,
    note: (action) => {
      notes.push(action);
      return succeed(null);
    },
    language: () => 'zh-CN',
    clock,
    machineClock: clock,
    logger: silentLogger,
    onRehearsed: () => undefined,
  });
  return { clock, phone, lost, notes, session };
}

/** Whether the phone is given back by now. */
async function endOf({ over }: BenchSession): Promise<string | null> {
  await new Promise((resolve) => setImmediate(resolve));
  return Promise.race([over, Promise.resolve(null)]);
}

describe('a phone on the bench', () => {
  it('is given back when nobody does anything', async () => {
    const { clock, session } = sit();
    await clock.advance(benchIdleMs - 1);
    expect(await endOf(session)).toBeNull();
    await clock.advance(1);
    expect(await endOf(session)).toBe('idle');
  });

  it('is not kept by looks that a page takes by itself', async () => {
    const { clock, session } = sit();
    await clock.advance(benchIdleMs - 1);
    await session.look(true);
    await clock.advance(1);
    expect(await endOf(session)).toBe('idle');
  });

  it('is kept by a look that somebody asks for, and by another selector', async () => {
    const { clock, session } = sit();
    await clock.advance(benchIdleMs - 1);
    await session.look(false);
    await clock.advance(benchIdleMs - 1);
    session.tryQuery('{ text: 群聊 }', {});
    await clock.advance(benchIdleMs - 1);
    expect(await endOf(session)).toBeNull();
    session.tryQuery('{ text: 群聊 }', {});
    await clock.advance(1);
    expect(await endOf(session)).toBe('idle');
  });

  it('is lost with its cable', async () => {
    const { lost, session } = sit();
    lost.abort();
    expect(await endOf(session)).toBe('phone-lost');
  });

  it('tells what is seen without a picture, and that there is none', async () => {
    const { phone, session } = sit();
    phone.page = 'chats';
    const look = await session.look(false);
    expect(look).toMatchObject({
      ok: true,
      value: { picture: null, pictureFault: { code: 'command-failed' }, sight: { kind: 'screen', name: 'chats' } },
    });
  });

  it('notes what is begun, done and ended', async () => {
    const { notes, session } = sit();
    await session.begin({ act: 'read-group-list', purpose: 'step', variables: {} });
    await new Promise((resolve) => setImmediate(resolve));
    expect(session.next(session.show().run?.intent?.intentId ?? 0, false).ok).toBe(true);
    expect(await session.begin({ act: 'read-group', purpose: 'step', variables: {} })).toMatchObject({
      error: { code: 'bench-running' },
    });
    await vi.waitFor(() => expect(notes.slice(0, 3)).toEqual(['bench.begin', 'bench.next', 'bench.touch']));
  });
});
