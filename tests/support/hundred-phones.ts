/**
 * Makes 100 virtual phones, lets each answer a poll, and prints what that took as one line of JSON. Run as a process
 * of its own with `--expose-gc`, so that nothing else is counted.
 */
import { createAndroidDevice } from '../../simulator/android/android-device.ts';
import { createSystemClock } from '../../simulator/desk/system-clock.ts';
import { World } from '../../simulator/world/world.ts';

const count = 100;
const idleMs = 2000;
const poll =
  'getprop; dumpsys battery; dumpsys window; dumpsys power; cat /proc/stat /proc/meminfo; df -k /data; ' +
  'for i in 1 2 3; do echo $i | sed s/1/x/; done; echo note > /sdcard/note';

function heapBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
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
const cpuBefore = process.cpuUsage();
await new Promise((resolve) => setTimeout(resolve, idleMs));
const cpu = process.cpuUsage(cpuBefore);
const idleCpuShare = (cpu.user + cpu.system) / 1000 / idleMs;
const residentBytes = process.memoryUsage().rss;
process.stdout.write(`${JSON.stringify({ count: devices.length, heapBytes: heap, residentBytes, idleCpuShare })}\n`);
