import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { hubsAbove, isBelow, portOfPath } from '../../../electron/devices/desk-map/usb-path.ts';
import { readKernelLine } from '../../../electron/devices/usb/kernel-line.ts';
import { KernelLogFile } from '../../../electron/devices/usb/kernel-log.ts';
import { LinuxUsb } from '../../../electron/devices/usb/linux-usb.ts';
import { UsbWatch } from '../../../electron/devices/usb/usb-watch.ts';
import { UsbTree, type TreeDevice } from '../../../simulator/usb/usb-tree.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const phone: TreeDevice = {
  name: '1-2.3',
  vendorId: '2717',
  productId: 'ff48',
  product: 'Redmi 7',
  serial: 'R58M0001',
  portCount: 0,
  configuration: 1,
  interfaces: [
    ['06', '01', '01'],
    ['ff', '42', '01'],
  ],
};
const hub: TreeDevice = {
  ...phone,
  name: '1-2',
  product: 'Hub',
  serial: null,
  portCount: 7,
  interfaces: [['09', '00', '00']],
};

describe('a USB path', () => {
  test('names hub and port', () => {
    expect(portOfPath('1-2.3')).toEqual({ hubPath: '1-2', port: 3 });
    expect(portOfPath('1-4')).toEqual({ hubPath: '1', port: 4 });
    expect(portOfPath('326542886X')).toBeNull();
    expect(portOfPath(null)).toBeNull();
  });

  test('leads through the hubs above it', () => {
    expect(hubsAbove('1-2.3.4')).toEqual(['1-2.3', '1-2', '1']);
    expect(isBelow('1-2.3.4', '1-2')).toBe(true);
    expect(isBelow('1-21.1', '1-2')).toBe(false);
    expect(isBelow('1-2.3', '1')).toBe(true);
  });
});

describe('what Linux tells', () => {
  test('is every device with its serial, its ports and whether it offers adb', async () => {
    const folder = makeTempFolder();
    new UsbTree(folder).show([
      hub,
      phone,
      { ...phone, name: '1-2.4', serial: 'R58M0002', interfaces: [['06', '01', '01']] },
    ]);
    const devices = await new LinuxUsb(folder).read();
    expect(devices?.toSorted((one, other) => one.portPath.localeCompare(other.portPath))).toMatchObject([
      { portPath: '1-2', isHub: true, portCount: 7 },
      { portPath: '1-2.3', serial: 'R58M0001', hasAdb: true, isConfigured: true },
      { portPath: '1-2.4', serial: 'R58M0002', hasAdb: false, isConfigured: true },
    ]);
  });

  test('is whether a device offers its files, as a running phone does, or waits in its bootloader', async () => {
    const folder = makeTempFolder();
    const charging = { ...phone, name: '1-2.4', interfaces: [['ff', 'ff', 'ff']] as const };
    const fastboot = { ...phone, name: '1-2.5', interfaces: [['ff', '42', '03']] as const };
    new UsbTree(folder).show([phone, charging, fastboot]);
    const devices = await new LinuxUsb(folder).read();
    expect(devices?.toSorted((one, other) => one.portPath.localeCompare(other.portPath))).toMatchObject([
      { portPath: '1-2.3', hasFiles: true, isBootloader: false },
      { portPath: '1-2.4', hasFiles: false, isBootloader: false },
      { portPath: '1-2.5', hasFiles: false, isBootloader: true, hasAdb: false },
    ]);
  });

  test('is that a device was refused its configuration', async () => {
    const folder = makeTempFolder();
    new UsbTree(folder).show([{ ...phone, configuration: null }]);
    expect(await new LinuxUsb(folder).read()).toMatchObject([
      { isConfigured: false, isAuthorized: true, hasAdb: false },
    ]);
    writeFileSync(join(folder, phone.name, 'authorized'), '0\n');
    expect(await new LinuxUsb(folder).read()).toMatchObject([{ isConfigured: false, isAuthorized: false }]);
  });

  test('is unknown where there is no such folder', async () => {
    expect(await new LinuxUsb(join(makeTempFolder(), 'nothing')).read()).toBeNull();
  });
});

describe('a line of the kernel', () => {
  test.each([
    ['xhci_hcd 0000:00:14.0: Not enough host controller resources for new device state.', 'no-resources', null],
    ['xhci_hcd 0000:00:14.0: Max number of devices this xHCI host supports is 32.', 'no-resources', null],
    ["Oct  5 12:03:10 desk kernel: [123.4] usb 1-10.1: can't set config #1, error -12", 'config-refused', '1-10.1'],
    ['usb 1-2-port3: over-current condition', 'over-current', '1-2.3'],
    ['usb usb3-port1: over-current change #12', 'over-current', '3-1'],
    ['hub 1-2:1.0: over-current change on port 3', 'over-current', '1-2.3'],
    ['usb 1-2.3: rejected 1 configuration due to insufficient available bus power', 'no-power', '1-2.3'],
    ['usb 1-2-port3: Cannot enable. Maybe the USB cable is bad?', 'enumeration-failed', '1-2.3'],
    ['usb 1-2: USB disconnect, device number 4', 'disconnected', '1-2'],
    ['usb 1-2.3: new high-speed USB device number 9 using xhci_hcd', 'connected', '1-2.3'],
    ['usb 2-1: new SuperSpeed Plus Gen 2x1 USB device number 3 using xhci_hcd', 'connected', '2-1'],
  ])('%s', (line, kind, portPath) => {
    expect(readKernelLine(line, 7)).toMatchObject({ at: 7, kind, portPath });
  });

  test('loses the name of the computer', () => {
    expect(
      readKernelLine('Oct  5 12:03:10 secret-pc kernel: [1.2] usb 1-2: USB disconnect, device number 4', 0)?.text,
    ).toBe('usb 1-2: USB disconnect, device number 4');
  });

  test.each(['usb 1-2.3: Product: Redmi 7', 'EXT4-fs error', ''])('of no concern: %s', (line) => {
    expect(readKernelLine(line, 0)).toBeNull();
  });
});

describe('the kernel’s log', () => {
  test('tells what was added since the last look, in whole lines', async () => {
    const file = join(makeTempFolder(), 'kern.log');
    writeFileSync(file, 'usb 1-1: USB disconnect, device number 1\n');
    const log = new KernelLogFile([file]);
    expect(await log.readNew(1)).toEqual([]);
    appendFileSync(file, 'usb 1-2: USB disconnect, device number 2\nusb 1-3: USB disc');
    expect(await log.readNew(2)).toMatchObject([{ portPath: '1-2' }]);
    appendFileSync(file, 'onnect, device number 3\n');
    expect(await log.readNew(3)).toMatchObject([{ at: 3, portPath: '1-3' }]);
  });

  test('goes on after it was begun anew', async () => {
    const file = join(makeTempFolder(), 'kern.log');
    writeFileSync(file, 'usb 1-1: USB disconnect, device number 1\n'.repeat(3));
    const log = new KernelLogFile([file]);
    await log.readNew(1);
    writeFileSync(file, 'usb 1-2: USB disconnect, device number 2\n');
    expect(await log.readNew(2)).toMatchObject([{ portPath: '1-2' }]);
  });

  test('is unknown where it may not be read', async () => {
    expect(await new KernelLogFile([join(makeTempFolder(), 'none.log')]).readNew(1)).toBeNull();
  });
});

const bare = {
  product: null,
  isHub: false,
  portCount: null,
  isAuthorized: true,
  hasAdb: false,
  hasFiles: false,
  isBootloader: false,
};

describe('watching USB', () => {
  test('remembers which devices stayed without a configuration, not those that merely begin', async () => {
    const clock = new ManualClock();
    const device = { ...bare, portPath: '1-2.3', serial: 'S' };
    let isConfigured = false;
    const watch = new UsbWatch({
      presence: { read: () => Promise.resolve([{ ...device, isConfigured }]) },
      kernelLog: { readNew: () => Promise.resolve(null) },
      machineClock: clock,
      everyMs: 1_000,
      isNeeded: () => true,
      onChanged: () => undefined,
    });
    watch.start();
    await clock.advance(500);
    expect(watch.sight().refusals).toEqual([]);
    await clock.advance(1_000);
    const [refusal] = watch.sight().refusals;
    expect(refusal).toMatchObject({ portPath: '1-2.3', serial: 'S' });
    isConfigured = true;
    await clock.advance(2_000);
    expect(watch.sight().refusals).toEqual([refusal]);
    watch.dispose();
  });

  test('goes on from what an earlier run saw, and keeps it while the log cannot be read', async () => {
    const clock = new ManualClock();
    const line = { at: 1, kind: 'config-refused', portPath: '1-2.3', text: 'refused' } as const;
    const refusal = { portPath: '1-2.3', serial: 'S', at: 1 };
    const watch = new UsbWatch({
      presence: { read: () => Promise.resolve(null) },
      kernelLog: { readNew: () => Promise.resolve(null) },
      machineClock: clock,
      everyMs: 1_000,
      isNeeded: () => true,
      onChanged: () => undefined,
      earlier: { refusals: [refusal], kernelLines: [line] },
    });
    watch.start();
    await clock.advance(2_500);
    expect(watch.sight()).toMatchObject({ devices: null, refusals: [refusal], kernelLines: [line] });
    watch.dispose();
  });

  test('dates what it sees from when it was first so, over a night in which the computer slept', async () => {
    const clock = new ManualClock();
    let isNeeded = true;
    const watch = new UsbWatch({
      presence: { read: () => Promise.resolve([{ ...bare, portPath: '1-2.3', serial: 'S', isConfigured: true }]) },
      kernelLog: { readNew: () => Promise.resolve(null) },
      machineClock: clock,
      everyMs: 1_000,
      isNeeded: () => isNeeded,
      onChanged: () => undefined,
    });
    const startedAt = clock.now();
    watch.start();
    await clock.advance(1_500);
    clock.jump(8 * 3_600_000);
    await clock.advance(2_000);
    expect(watch.sight().devices?.[0]?.sinceAt).toBe(startedAt);
    // Nobody looked: it may have come and gone.
    isNeeded = false;
    await clock.advance(2_000);
    isNeeded = true;
    await clock.advance(2_000);
    expect(watch.sight().devices?.[0]?.sinceAt).toBeGreaterThan(startedAt);
    watch.dispose();
  });

  test('asks for devices only while somebody needs to know, and dates what it sees', async () => {
    const clock = new ManualClock();
    const read = vi.fn(() => Promise.resolve([]));
    let isNeeded = false;
    const watch = new UsbWatch({
      presence: { read },
      kernelLog: { readNew: () => Promise.resolve([]) },
      machineClock: clock,
      everyMs: 1_000,
      isNeeded: () => isNeeded,
      onChanged: () => undefined,
    });
    watch.start();
    await clock.advance(3_500);
    expect(read).toHaveBeenCalledTimes(1);
    isNeeded = true;
    await clock.advance(2_000);
    expect(read).toHaveBeenCalledTimes(3);
    watch.dispose();
    expect(clock.pendingCount).toBe(0);
  });
});
