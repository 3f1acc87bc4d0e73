import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { scheduleRunSchema, type MissedPolicy } from '../../../electron/contract/schedules.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const program = join(import.meta.dirname, 'mortal-console.ts');
const nine = Date.parse('2026-11-23T09:00:00+08:00');
const minuteMs = 60_000;

const halfHour: MissedPolicy = { policy: 'run-once', withinMinutes: 30 };
const skip: MissedPolicy = { policy: 'skip' };
const ask: MissedPolicy = { policy: 'ask' };

const told = z.union([
  z.strictObject({ isStanding: z.literal(true) }),
  z.strictObject({ writeCount: z.number(), history: z.array(scheduleRunSchema) }),
]);

/** A console over that folder from so many minutes before or after nine on; killed with SIGKILL where it stands still. */
async function live(
  folder: string,
  life: {
    readonly fromMinutes: number;
    readonly minutes: number;
    readonly policy: MissedPolicy;
    readonly stopAt?: string;
  },
): Promise<z.infer<typeof told>> {
  const { fromMinutes, minutes, policy, stopAt = 'none' } = life;
  const startAt = String(nine + fromMinutes * minuteMs);
  const args = [join(folder, 'jiqun.db'), actsFile(folder), startAt, String(minutes), JSON.stringify(policy), stopAt];
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  const said = await new Promise<unknown>((resolve) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)));
  });
  child.kill('SIGKILL');
  await ended;
  return told.parse(said);
}

function actsFile(folder: string): string {
  return join(folder, 'acts.txt');
}

function actCount(folder: string): number {
  if (!existsSync(actsFile(folder))) return 0;
  return readFileSync(actsFile(folder), 'utf8').trim().split('\n').length;
}

/** Kills it at that write around nine, starts it again five minutes later, and tells what is in the history then and how often it was done. */
async function killedAt(stopAt: string, policy: MissedPolicy): Promise<readonly [readonly string[], number]> {
  const folder = makeTempFolder();
  const first = await live(folder, { fromMinutes: -1, minutes: 2, policy, stopAt });
  expect(first).toEqual({ isStanding: true });
  const second = await live(folder, { fromMinutes: 5, minutes: 60, policy });
  if (!('history' in second)) throw new Error('it stood still');
  const lines = second.history.map(({ plannedAt, outcome, code, askedAt }) =>
    [
      (plannedAt - nine) / minuteMs,
      outcome ?? (askedAt === null ? 'open' : 'asked'),
      ...(code === null ? [] : [code]),
    ].join(' '),
  );
  return [lines, actCount(folder)];
}

test('left alone it makes three writes at nine: the claim, the beginning, the end', async () => {
  const folder = makeTempFolder();
  const whole = await live(folder, { fromMinutes: -1, minutes: 2, policy: halfHour });
  expect(whole).toMatchObject({ writeCount: 3, history: [{ plannedAt: nine, outcome: 'done' }] });
  expect(actCount(folder)).toBe(1);
});

test.each([
  ['1-before', halfHour, '0 done', 1],
  ['1-after', halfHour, '0 done', 1],
  ['2-before', halfHour, '0 done', 1],
  ['2-after', halfHour, '0 interrupted console-ended', 0],
  ['3-before', halfHour, '0 interrupted console-ended', 1],
  ['3-after', halfHour, '0 done', 1],
  ['1-before', skip, '0 missed console-off', 0],
  ['1-after', skip, '0 missed console-off', 0],
  ['2-before', skip, '0 missed console-off', 0],
  ['1-after', ask, '0 asked', 0],
  ['2-after', ask, '0 interrupted console-ended', 0],
])('killed with SIGKILL at write %s, %o: %s', { timeout: 60_000 }, async (stopAt, policy, line, count) => {
  expect(await killedAt(stopAt, policy)).toEqual([[line], count]);
});
