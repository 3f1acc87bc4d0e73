import { setTimeout as delay } from 'node:timers/promises';
import { atMost, told, type BenchRow } from '../bench-row.ts';
import { PhoneDesk } from '../measure/phone-desk.ts';
import { readCpuMs, readPssMb, readRssMb } from '../measure/process-usage.ts';

const phoneCount = 100;
const settleMs = 5_000;

/** The simulator as it is shipped, its adb server connected to every phone and nobody asking anything. */
export const simulatorIdle: BenchRow = {
  name: 'simulator-idle',
  title: '100 virtual phones, adb server attached, no console',
  needsApp: false,
  async run({ isQuick, say, signal }) {
    const desk = await PhoneDesk.start(phoneCount);
    try {
      const windowMs = isQuick ? 30_000 : 60_000;
      await delay(settleMs, undefined, { signal });
      say(`watching ${phoneCount} idle phones for ${windowMs / 1000} s`);
      const cpuBefore = readCpuMs(desk.pid);
      const startedAt = performance.now();
      await delay(windowMs, undefined, { signal });
      const share = (100 * (readCpuMs(desk.pid) - cpuBefore)) / (performance.now() - startedAt);
      return [
        atMost(300, { name: 'simulator, 100 phones: memory (PSS)', value: readPssMb(desk.pid), unit: 'MB' }),
        told({ name: 'simulator, 100 phones: memory (RSS)', value: readRssMb(desk.pid), unit: 'MB' }),
        atMost(5, { name: 'simulator, 100 phones: idle CPU', value: share, unit: '% of a core' }),
      ];
    } finally {
      await desk.stop();
    }
  },
};
