import { describe, expect, test, vi } from 'vitest';
import { Command } from '../../../simulator/adbd/packet.ts';
import { RawAdbHost } from '../../support/raw-adb-host.ts';
import { startTinyAdbd } from '../../support/tiny-adbd.ts';
import { TinyDevice } from '../../support/tiny-device.ts';

describe('connecting', () => {
  test('the phone answers with its kind, properties and features', async () => {
    const { port } = await startTinyAdbd();
    const host = await RawAdbHost.dial(port);
    host.sendGreeting();
    const banner = await host.next();
    expect(banner.command).toBe(Command.connect);
    expect(banner.payload.toString()).toBe(
      'device::ro.product.name=tiny;ro.product.model=Tiny Phone;ro.product.device=tiny;features=shell_v2,cmd,stat_v2',
    );
  });

  test.each([
    { sdk: 25, version: 0x01000000, maxPayload: 256 * 1024 },
    { sdk: 27, version: 0x01000001, maxPayload: 256 * 1024 },
    { sdk: 29, version: 0x01000001, maxPayload: 1024 * 1024 },
  ])('a phone of SDK $sdk offers the protocol of its time', async ({ sdk, version, maxPayload }) => {
    const { port } = await startTinyAdbd({ sdk });
    const host = await RawAdbHost.dial(port);
    host.sendGreeting();
    expect(await host.next()).toMatchObject({ arg0: version, arg1: maxPayload });
  });

  test('an older host gets its own version and payload size back', async () => {
    const { port } = await startTinyAdbd({ sdk: 29 });
    const host = await RawAdbHost.dial(port);
    host.sendGreeting({ version: 0x01000000, maxPayload: 4096 });
    expect(await host.next()).toMatchObject({ arg0: 0x01000000, arg1: 4096 });
  });

  test('output never exceeds the agreed payload size', async () => {
    const { port } = await startTinyAdbd();
    const host = await RawAdbHost.greet(port, { maxPayload: 4096 });
    const stream = await host.open('exec:bytes 10000');
    const first = await host.next();
    expect(first.payload).toHaveLength(4096);
    stream?.acknowledge();
    expect((await stream?.read())?.length).toBe(10_000 - 4096);
  });

  test('a host that reconnects without checksums is accepted', async () => {
    const { port } = await startTinyAdbd();
    const host = await RawAdbHost.dial(port);
    const greeting = Buffer.alloc(24);
    greeting.writeUInt32LE(Command.connect, 0);
    greeting.writeUInt32LE(0x01000001, 4);
    greeting.writeUInt32LE(4096, 8);
    greeting.writeUInt32LE(6, 12);
    greeting.writeUInt32LE(~Command.connect >>> 0, 20);
    host.sendRaw(Buffer.concat([greeting, Buffer.from('host::')]));
    expect((await host.next()).command).toBe(Command.connect);
  });

  test('with the old version a wrong checksum breaks the connection', async () => {
    const { port } = await startTinyAdbd({ sdk: 25 });
    const host = await RawAdbHost.greet(port);
    const open = Buffer.alloc(24);
    open.writeUInt32LE(Command.open, 0);
    open.writeUInt32LE(1, 4);
    open.writeUInt32LE(6, 12);
    open.writeUInt32LE(~Command.open >>> 0, 20);
    host.sendRaw(Buffer.concat([open, Buffer.from('exec:x')]));
    await host.closed;
  });

  test('garbage breaks the connection and nothing else', async () => {
    const { port, adbd } = await startTinyAdbd();
    const host = await RawAdbHost.dial(port);
    host.sendRaw(Buffer.from('GET / HTTP/1.1\r\nHost: phone\r\n\r\n'));
    await host.closed;
    expect((await RawAdbHost.greet(port)).waiting).toEqual([]);
    await vi.waitFor(() => expect(adbd.load.connections).toBe(1));
  });

  test('services cannot be opened before the greeting', async () => {
    const { port, adbd } = await startTinyAdbd();
    const host = await RawAdbHost.dial(port);
    host.send(Command.open, 1, 0, Buffer.from('exec:echo hi\0'));
    host.sendGreeting();
    expect((await host.next()).command).toBe(Command.connect);
    expect(adbd.load.streams).toBe(0);
  });
});

describe('streams', () => {
  test('an unknown service is closed without being opened', async () => {
    const { port } = await startTinyAdbd();
    const host = await RawAdbHost.greet(port);
    host.send(Command.open, 7, 0, Buffer.from('nonsense:\0'));
    expect(await host.next()).toMatchObject({ command: Command.close, arg0: 0, arg1: 7 });
  });

  test('one packet is under way at a time: the next waits for OKAY', async () => {
    const { port } = await startTinyAdbd();
    const host = await RawAdbHost.greet(port, { maxPayload: 4096 });
    const stream = await host.open('exec:bytes 8192');
    expect((await host.next()).command).toBe(Command.write);
    const other = await host.open('exec:echo later');
    expect(other).not.toBeNull();
    expect(host.waiting.filter((packet) => packet.command === Command.write && packet.arg1 === 1)).toEqual([]);
    stream?.acknowledge();
    expect((await host.next()).command).toBe(Command.write);
  });

  test('input is acknowledged once taken, and withheld from a command that does not read', async () => {
    const { port } = await startTinyAdbd();
    const host = await RawAdbHost.greet(port);
    const stream = await host.open('exec:forever');
    const block = Buffer.alloc(200 * 1024);
    stream?.write(block);
    expect((await host.next()).command).toBe(Command.okay);
    stream?.write(block);
    expect((await host.next()).command).toBe(Command.okay);
    stream?.write(block);
    const other = await host.open('exec:exit 0');
    expect(other).not.toBeNull();
    expect(host.waiting.filter((packet) => packet.command === Command.okay && packet.arg1 === 1)).toEqual([]);
  });

  test('closing a stream ends its command and is answered', async () => {
    const { port, device, adbd } = await startTinyAdbd();
    const host = await RawAdbHost.greet(port);
    const stream = await host.open('exec:forever');
    await vi.waitFor(() => expect(device.runningCount).toBe(1));
    stream?.close();
    expect(await host.next()).toMatchObject({ command: Command.close, arg1: 1 });
    await vi.waitFor(() => expect(device.runningCount).toBe(0));
    expect(adbd.load.streams).toBe(0);
  });

  test('who waits for quiet is told when the last stream has ended, and not before', async () => {
    const { port, adbd } = await startTinyAdbd();
    const host = await RawAdbHost.greet(port);
    const [first, last] = [await host.open('exec:forever'), await host.open('exec:forever')];
    const seen: number[] = [];
    const quiet = adbd.whenLoad((load) => {
      seen.push(load.streams);
      return load.streams === 0;
    });
    first?.close();
    last?.close();
    await quiet;
    expect(seen).toEqual([2, 1, 0]);
    await adbd.whenLoad(({ streams }) => streams === 0);
  });

  test('a lost connection ends all its commands and leaves nothing', async () => {
    const { port, device, adbd } = await startTinyAdbd();
    const host = await RawAdbHost.greet(port);
    await host.open('exec:forever');
    await host.open('exec:cat');
    await vi.waitFor(() => expect(device.runningCount).toBe(2));
    host.hangUp();
    await vi.waitFor(() => expect([device.runningCount, adbd.load.streams, adbd.load.connections]).toEqual([0, 0, 0]));
  });

  test('packets for a stream that is gone change nothing', async () => {
    const { port } = await startTinyAdbd();
    const host = await RawAdbHost.greet(port);
    host.send(Command.write, 5, 99, Buffer.from('late'));
    host.send(Command.close, 5, 99);
    host.send(Command.okay, 5, 99);
    expect(await host.next()).toMatchObject({ command: Command.close, arg0: 99, arg1: 5 });
    expect((await (await host.open('exec:echo still here'))?.read())?.toString()).toBe('still here\n');
  });

  test('many streams run side by side', async () => {
    const { port, device } = await startTinyAdbd();
    const hosts = await Promise.all(Array.from({ length: 5 }, () => RawAdbHost.greet(port)));
    const outputs = await Promise.all(
      hosts.map(async (host, index) => (await host.open(`exec:echo ${index}`))?.read()),
    );
    expect(outputs.map((bytes) => bytes?.toString())).toEqual(['0\n', '1\n', '2\n', '3\n', '4\n']);
    expect(device.runningCount).toBe(0);
  });
});

describe('maintenance services', () => {
  test.each([
    ['root:', 'adbd cannot run as root in production builds\n'],
    ['unroot:', 'adbd not running as root\n'],
    ['remount:', 'Not running as root. Try "adb root" first.\n'],
    ['disable-verity:', 'verity cannot be disabled/enabled - USER build\n'],
    ['tcpip:0', 'invalid port 0\n'],
  ])('%s is refused in words', async (service, words) => {
    const { port } = await startTinyAdbd();
    const host = await RawAdbHost.greet(port);
    expect((await (await host.open(service))?.read())?.toString()).toBe(words);
  });

  test.each([
    'framebuffer:',
    'jdwp',
    'track-jdwp',
    'jdwp:1',
    'abb:package',
    'abb_exec:package',
    'backup:all',
    'dev:/dev/null',
    'tcpip:x',
    'tcp:81',
  ])('%s is closed unopened', async (service) => {
    const { port } = await startTinyAdbd();
    expect(await (await RawAdbHost.greet(port)).open(service)).toBeNull();
  });

  test('tcpip restarts adbd once the answer is out', async () => {
    const { port } = await startTinyAdbd();
    const host = await RawAdbHost.greet(port);
    const answer = await (await host.open('tcpip:5555'))?.read();
    expect(answer?.toString()).toBe('restarting in TCP mode port: 5555\n');
    await host.closed;
  });

  test.each([
    ['reboot:', 'system'],
    ['reboot:recovery', 'recovery'],
    ['reboot:bootloader', 'bootloader'],
    ['reboot:sideload', 'sideload'],
  ])('%s tells Android and the desk, and stays open until the phone goes down', async (service, target) => {
    const { port, device, reboots } = await startTinyAdbd();
    const host = await RawAdbHost.greet(port);
    expect(await host.open(service)).not.toBeNull();
    expect(device.rebootTargets).toEqual([target]);
    expect(reboots).toEqual([target]);
    expect(host.waiting).toEqual([]);
  });

  test('in recovery nothing but a reboot is offered', async () => {
    const { port, adbd } = await startTinyAdbd({ device: new TinyDevice() });
    adbd.bannerKind = 'recovery';
    const host = await RawAdbHost.dial(port);
    host.sendGreeting();
    expect((await host.next()).payload.toString()).toMatch(/^recovery::/);
    expect(await host.open('shell:ls')).toBeNull();
    expect(await host.open('reboot:')).not.toBeNull();
  });
});
