import { describe, expect, it } from 'vitest';
import { fail, succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import { FairLimiter } from '../../../electron/devices/sessions/limiter.ts';
import { PhoneHolder } from '../../../electron/devices/sessions/phone-holder.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const forever = new AbortController().signal;

interface Task {
  readonly answer: Promise<Outcome<string>>;
  end(): void;
}

/** A limiter and the names of the tasks that have begun, in order. */
function limit(capacity: number): {
  clock: ManualClock;
  begun: string[];
  limiter: FairLimiter;
  run: (lane: string, name: string, signal?: AbortSignal) => Task;
} {
  const clock = new ManualClock();
  const begun: string[] = [];
  const limiter = new FairLimiter({ capacity, clock, slowAfterMs: 1_000 });
  const run = (lane: string, name: string, signal = forever): Task => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const task = async (): Promise<Outcome<string>> => {
      begun.push(name);
      await promise;
      return succeed(name);
    };
    return { answer: limiter.run(lane, task, signal), end: resolve };
  };
  return { clock, begun, limiter, run };
}

describe('the limiter', () => {
  it('runs no more at once than it may', async () => {
    const { clock, begun, run } = limit(2);
    const tasks = ['a', 'b', 'c'].map((lane) => run(lane, lane));
    await clock.advance(0);
    expect(begun).toEqual(['a', 'b']);
    tasks[0]?.end();
    await clock.advance(0);
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('gives every phone its turn, however much another has queued', async () => {
    const { clock, begun, run } = limit(1);
    const first = run('greedy', 'greedy-1');
    const greedy = [2, 3].map((turn) => run('greedy', `greedy-${turn}`));
    const modest = run('modest', 'modest-1');
    for (const task of [first, ...greedy, modest]) {
      await clock.advance(0);
      task.end();
    }
    await clock.advance(0);
    expect(begun).toEqual(['greedy-1', 'greedy-2', 'modest-1', 'greedy-3']);
  });

  it('takes the place back from one that hangs, so that others go on', async () => {
    const { clock, begun, run } = limit(1);
    run('hanging', 'hanging');
    run('healthy', 'healthy');
    await clock.advance(999);
    expect(begun).toEqual(['hanging']);
    await clock.advance(1);
    expect(begun).toEqual(['hanging', 'healthy']);
  });

  it('a slow task that ends gives no second place back', async () => {
    const { clock, begun, run } = limit(1);
    const slow = run('slow', 'slow');
    await clock.advance(1_000);
    run('a', 'a');
    slow.end();
    run('b', 'b');
    await clock.advance(0);
    expect(begun).toEqual(['slow', 'a']);
  });

  it('one that gives up while waiting never begins', async () => {
    const { clock, begun, run } = limit(1);
    const first = run('a', 'a');
    const gaveUp = new AbortController();
    const second = run('b', 'b', gaveUp.signal);
    gaveUp.abort();
    expect(await second.answer).toMatchObject({ error: { code: 'aborted' } });
    first.end();
    await clock.advance(0);
    expect(begun).toEqual(['a']);
  });

  it('is busy while something runs, one that hangs aside', async () => {
    const { clock, limiter, run } = limit(1);
    expect(limiter.isBusy).toBe(false);
    const quick = run('quick', 'quick');
    expect(limiter.isBusy).toBe(true);
    quick.end();
    await clock.advance(0);
    expect(limiter.isBusy).toBe(false);
    run('hanging', 'hanging');
    await clock.advance(1_000);
    expect(limiter.isBusy).toBe(false);
  });

  it('answers everyone who waits when it is closed', async () => {
    const { limiter, run } = limit(1);
    run('a', 'a');
    const second = run('b', 'b');
    limiter.dispose();
    expect(await second.answer).toMatchObject({ error: { code: 'aborted' } });
  });
});

describe('the holder of a phone', () => {
  it('refuses a second one who may not wait', async () => {
    const holder = new PhoneHolder(() => undefined);
    const { promise, resolve } = Promise.withResolvers<Outcome<null>>();
    const first = holder.hold('job', { mayWait: false, signal: forever }, () => promise);
    const second = await holder.hold('hand', { mayWait: false, signal: forever }, async () => succeed(null));
    expect(second).toMatchObject({ error: { code: 'phone-busy', detail: { holder: 'job' } } });
    resolve(succeed(null));
    await first;
    expect(holder.current).toBeNull();
  });

  it('hands over to the next in line without a gap', async () => {
    const seen: (string | null)[] = [];
    const holder: PhoneHolder = new PhoneHolder(() => seen.push(holder.current));
    const { promise, resolve } = Promise.withResolvers<Outcome<null>>();
    const first = holder.hold('job', { mayWait: false, signal: forever }, () => promise);
    const second = holder.hold('mirror', { mayWait: true, signal: forever }, async () => succeed(null));
    resolve(succeed(null));
    await Promise.all([first, second]);
    expect(seen).toEqual(['job', 'mirror', null]);
  });

  it('is free again after work that failed or threw', async () => {
    const holder = new PhoneHolder(() => undefined);
    const options = { mayWait: false, signal: forever };
    await holder.hold('job', options, async () => fail('timeout', 'too long'));
    const bug = holder.hold('job', options, () => Promise.reject(new Error('bug')));
    await expect(bug).rejects.toThrow('bug');
    expect(holder.current).toBeNull();
  });

  it('one who gives up leaves the line', async () => {
    const holder = new PhoneHolder(() => undefined);
    const { promise, resolve } = Promise.withResolvers<Outcome<null>>();
    const first = holder.hold('job', { mayWait: false, signal: forever }, () => promise);
    const gaveUp = new AbortController();
    const second = holder.hold('hand', { mayWait: true, signal: gaveUp.signal }, async () => succeed(null));
    gaveUp.abort();
    expect(await second).toMatchObject({ error: { code: 'aborted' } });
    resolve(succeed(null));
    await first;
    expect(holder.current).toBeNull();
  });
});
