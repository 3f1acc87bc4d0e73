import { describe, expect, test } from 'vitest';
import { HoldBoard, untilAborted } from '../../../simulator/adbd/holds.ts';
import { Outbox } from '../../../simulator/adbd/outbox.ts';
import { Command } from '../../../simulator/adbd/packet.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { RawAdbHost } from '../../support/raw-adb-host.ts';
import { startTinyAdbd } from '../../support/tiny-adbd.ts';

describe('holding a reply', () => {
  test('with nothing held, nothing waits', () => {
    expect(new HoldBoard().pass('open', 'shell:ls')).toBeNull();
  });

  test('only the chosen point and service are held', () => {
    const board = new HoldBoard();
    board.place({ point: 'run', matches: (service) => service.includes('battery') });
    expect(board.pass('run', 'shell:dumpsys wifi')).toBeNull();
    expect(board.pass('open', 'shell:dumpsys battery')).toBeNull();
    expect(board.pass('run', 'shell:dumpsys battery')).not.toBeNull();
  });

  test('two holds on one point both have to be released', async () => {
    const board = new HoldBoard();
    const holds = [board.place({ point: 'end' }), board.place({ point: 'end' })];
    const passing = board.pass('end', 'x')?.then(() => 'passed');
    holds[0]?.release();
    await holds[1]?.reached;
    expect(await Promise.race([passing, Promise.resolve('held')])).toBe('held');
    holds[1]?.release();
    expect(await passing).toBe('passed');
  });

  test('waiting ends when the host gives up', async () => {
    const abort = new AbortController();
    const waiting = untilAborted(new Promise(() => undefined), abort.signal);
    abort.abort();
    await waiting;
  });

  test.each(['open', 'run', 'output', 'end'] as const)(
    'at "%s" the host waits and then gets everything',
    async (point) => {
      const { adbd, port } = await startTinyAdbd();
      const hold = adbd.holds.place({ point });
      const host = await RawAdbHost.greet(port);
      host.send(Command.open, 900, 0, Buffer.from('exec:echo hi\0'));
      await hold.reached;
      expect(host.waiting.some((packet) => packet.command === Command.close)).toBe(false);
      if (point === 'open') expect(host.waiting).toEqual([]);
      hold.release();
      const commands: number[] = [];
      while (commands.at(-1) !== Command.close) commands.push((await host.next()).command);
      expect(commands).toEqual([Command.okay, Command.write, Command.close]);
    },
  );
});

describe('slow replies', () => {
  test('leave in order, each after its delay', async () => {
    const clock = new ManualClock();
    const sent: string[] = [];
    const outbox = new Outbox(clock, (bytes) => sent.push(bytes.toString()));
    outbox.put(Buffer.from('a'), 0);
    outbox.put(Buffer.from('b'), 500);
    outbox.put(Buffer.from('c'), 0);
    expect(sent).toEqual(['a']);
    await clock.advance(499);
    expect(sent).toEqual(['a']);
    await clock.advance(1);
    expect([sent, clock.pendingCount]).toEqual([['a', 'b', 'c'], 0]);
  });

  test('that were not sent are dropped with the connection', async () => {
    const clock = new ManualClock();
    const sent: string[] = [];
    const outbox = new Outbox(clock, (bytes) => sent.push(bytes.toString()));
    outbox.put(Buffer.from('a'), 500);
    outbox.clear();
    await clock.advance(1_000);
    expect([sent, clock.pendingCount]).toEqual([[], 0]);
  });
});
