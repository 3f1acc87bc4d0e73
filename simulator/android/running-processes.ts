import { z } from 'zod';
import shipped from './processes.json' with { type: 'json' };
import type { Phone } from './phone.ts';

const processSchema = z.strictObject({
  name: z.string(),
  user: z.string(),
  pid: z.int(),
  parent: z.int(),
  vszKb: z.int(),
  rssKb: z.int(),
  threads: z.int(),
});

/** A process as `ps` and `top` list it. */
export type RunningProcess = z.infer<typeof processSchema>;

const systemProcesses: readonly RunningProcess[] = z.array(processSchema).parse(shipped);

const zygotePid = 520;
const appShape = { parent: zygotePid, vszKb: 4_812_300, rssKb: 131_072, threads: 64 };
const firstAppUser = 100;
const firstAppPid = 6200;
const pidsPerRound = 1_000;
const pidRounds = 16;

/** Everything that runs on the phone now: the system, the apps that have a page open, and those that a test runner runs in. */
export function runningProcesses(phone: Phone): readonly RunningProcess[] {
  const { packageName: launcher } = phone.display.launcher;
  const isRunning = (name: string): boolean =>
    name === launcher || phone.display.screens.isRunning(name) || phone.instrumentations.processes.includes(name);
  const apps = phone.packages.list().flatMap(({ name }, index) => (isRunning(name) ? [{ name, index }] : []));
  return [
    ...systemProcesses,
    ...apps.map(({ name, index }) => {
      const round = phone.display.screens.startsOf(name) % pidRounds;
      const pid = firstAppPid + index * 37 + round * pidsPerRound;
      return { ...appShape, name, user: `u0_a${firstAppUser + index}`, pid };
    }),
  ];
}
