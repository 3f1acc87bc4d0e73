import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createAndroidFactory } from '../../../simulator/desk/default-device.ts';
import type { DeviceFactory } from '../../../simulator/desk/desk-device.ts';
import { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { findAdbProgram } from '../../support/adb-program.ts';
import { answerFromRecord } from './recorded-answers.ts';

/** `--count N`: phones on their own adb server that answer from a record; says `ready` in one JSON line. */
const { values } = parseArgs({ options: { count: { type: 'string', default: '50' } } });
const count = Number(values.count);
const stateFolder = mkdtempSync(join(tmpdir(), 'jiqun-bench-'));
const createAndroid = createAndroidFactory({ seed: 1, phoneCount: count });
const createDevice: DeviceFactory = (order) => {
  const device = createAndroid(order);
  return {
    serial: device.serial,
    model: device.model,
    sdk: device.sdk,
    files: device.files,
    banner: () => device.banner(),
    run: answerFromRecord((command, streams) => device.run(command, streams)),
    reboot: (target) => device.reboot(target),
    openSocket: (name) => device.openSocket(name),
    truth: () => device.truth(),
    setCondition: (condition, isActive) => device.setCondition(condition, isActive),
  };
};

const desk = await VirtualDesk.start({ count, seed: 1, adbPath: findAdbProgram(), stateFolder, createDevice });
const phones = desk.phones.map(({ index, address, serial }) => ({ index, address, serial }));
console.log(JSON.stringify({ event: 'ready', adbPort: desk.adbPort, controlPort: null, token: '', phones }));

const ended = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  process.stdin.on('end', () => resolve());
});
process.stdin.resume();
await ended;
await desk.stop();
rmSync(stateFolder, { recursive: true, force: true });
process.exit(0);
