import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AdbServer } from '../../../electron/adb/adb-server.ts';
import type { DeviceRow } from '../../../electron/adb/device-row.ts';
import { DeviceTracker } from '../../../electron/adb/device-tracker.ts';
import type { Fault } from '../../../electron/contract/outcome.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { clientOf, startTinyDesk } from './desk-of-tiny-phones.ts';
import type { TinyDesk } from './desk-of-tiny-phones.ts';

let desk: VirtualDesk;
let tiny: TinyDesk;
let client: AdbServer;
let tracker: DeviceTracker;
let rows: readonly DeviceRow[] = [];
const faults: { fault: Fault; at: number }[] = [];
let ups = 0;

beforeAll(async () => {
  tiny = await startTinyDesk(3);
  ({ desk } = tiny);
  client = clientOf(desk);
  tracker = new DeviceTracker({
    server: client,
    clock: createSystemClock(),
    logger: silentLogger,
    onRows: (list) => {
      rows = list;
    },
    onDown: (fault) => {
      rows = [];
      faults.push({ fault, at: performance.now() });
    },
    onUp: () => {
      ups += 1;
    },
  });
  tracker.start();
});

afterAll(async () => {
  await tracker.dispose();
  await vi.waitFor(() => expect(client.openSocketCount).toBe(0));
  await tiny.stop();
});

function stateOf(index: number): string | undefined {
  return rows.find((row) => row.serial === desk.phone(index).address)?.state;
}

describe('DeviceTracker against a real adb server', () => {
  it('lists the phones that are there already', async () => {
    await vi.waitFor(() => expect([1, 2, 3].map(stateOf)).toEqual(['device', 'device', 'device']));
  });

  it('follows a phone that is unplugged and plugged in again', async () => {
    desk.phone(1).startFault({ kind: 'unplugged' });
    await vi.waitFor(() => expect(stateOf(1)).not.toBe('device'), { timeout: 1_000, interval: 10 });
    desk.phone(1).clearFaults();
    await vi.waitFor(() => expect(stateOf(1)).toBe('device'), 10_000);
  });

  it('tells within 500 ms that the server was killed, and never starts one', async () => {
    const killedAt = performance.now();
    await desk.killAdbServer();
    await vi.waitFor(() => expect(faults).toHaveLength(1), { timeout: 2_000, interval: 10 });
    expect((faults[0]?.at ?? Infinity) - killedAt).toBeLessThan(500);
    expect(faults[0]?.fault.code).toBe('adb-server-unreachable');
    await vi.waitFor(async () => expect((await client.version({ timeoutMs: 500 })).ok).toBe(false));
    expect(desk.isAdbServerRunning).toBe(false);
  });

  it('is up again within 2 s after somebody started the server, and lists what that one has', async () => {
    await desk.startAdbServer();
    await vi.waitFor(() => expect(ups).toBe(2), 3_000);
    await desk.connectPhones();
    await vi.waitFor(() => expect([1, 2, 3].map(stateOf)).toEqual(['device', 'device', 'device']), 10_000);
    // Each once; the port was closed for less than one try, or for longer.
    const causes = faults.map(({ fault }) => fault.detail?.['cause']);
    expect(causes).toEqual(['connection-lost', 'ECONNREFUSED'].slice(0, causes.length));
  });
});
