/**
 * Makes 100 virtual phones, lets each answer a poll, and prints what that took as one line of JSON. Run as a process
 * of its own with `--expose-gc`, so that nothing else is counted.
 */
import { setTimeout } from 'node:timers/promises';
import { createAndroidDevice } from '../../simulator/android/android-device.ts';
import { createSystemClock } from '../../simulator/desk/system-clock.ts';
import { World } from '../../simulator/world/world.ts';

const count = 100;
/** Rest is a share of time, so time must pass: what the process does in it is measured, nothing is waited for. */
const restMs = 2000;
const poll =
  'getprop; dumpsys battery; dumpsys window; dumpsys power; cat /proc/stat /proc/meminfo; df -k /data; ' +
  'for i in 1 2 3; do echo $i | sed s/1/x/; done; echo note > /sdcard/note';

function heapBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** Share of one core. */
async function measureRest(): Promise<number> {
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  await setTimeout(restMs);
  const cpu = process.cpuUsage(cpuBefore);
  return (cpu.user + cpu.system) / 1000 / (performance.now() - startedAt);
}

async function* noInput(): AsyncGenerator<Uint8Array> {}

const clock = createSystemClock();
const before = heapBytes();
const world = new World({ seed: 1, phoneCount: count });
const devices = Array.from({ length: count }, (_, at) => createAndroidDevice({ index: at + 1, seed: 1, clock, world }));
for (const device of devices) {
  await device.run(poll, {
    stdin: noInput(),
    writeOut: () => Promise.resolve(),
    writeErr: () => Promise.resolve(),
    signal: new AbortController().signal,
    hasTerminal: false,
  });
}
const heap = heapBytes() - before;
const idleCpuShare = await measureRest();
const residentBytes = process.memoryUsage().rss;
process.stdout.write(`${JSON.stringify({ count: devices.length, heapBytes: heap, residentBytes, idleCpuShare })}\n`);
