import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AdbServer } from '../../../electron/adb/adb-server.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { valueOf } from '../../support/device-layer.ts';
import { createEchoPhones } from '../../support/echo-phone.ts';
import { openVirtualDesk } from '../../support/virtual-desk.ts';

/** Android 6, which has no shell protocol, and Android 9. */
const modelKeys = ['oppo_r9s', 'redmi_7'] as const;
const options = { timeoutMs: 5_000 };
let desk: VirtualDesk;
let close: () => Promise<void>;
let client: AdbServer;

beforeAll(async () => {
  ({ desk, close } = await openVirtualDesk({ count: 2, seed: 4, createDevice: createEchoPhones(4, modelKeys) }));
  client = new AdbServer({
    address: '127.0.0.1',
    port: desk.adbPort,
    logger: silentLogger,
    clock: createSystemClock(),
  });
});
afterAll(async () => {
  client.dispose();
  await close();
});

async function transportOf(place: number): Promise<number> {
  const rows = valueOf(await client.listDevices(options));
  const id = rows.find(({ serial }) => serial === desk.phone(place).address)?.transportId;
  if (id === undefined || id === null) throw new Error(`phone ${place} is not listed`);
  return id;
}

describe.each(modelKeys.map((model, index) => ({ model, place: index + 1 })))('the shell of a $model', ({ place }) => {
  it('answers with its output and its exit status', async () => {
    const id = await transportOf(place);
    expect(valueOf(await client.shell(id, 'getprop ro.build.version.sdk;exit 7', options))).toMatchObject({
      stdout: place === 1 ? '23\n' : '28\n',
      exitCode: 7,
    });
  });

  it('keeps output that ends without a line break as it is', async () => {
    const id = await transportOf(place);
    expect(valueOf(await client.shell(id, 'echo -n 群聊', options))).toMatchObject({ stdout: '群聊', exitCode: 0 });
  });

  it('ends a command that is given up', async () => {
    const id = await transportOf(place);
    const stop = new AbortController();
    const sleeping = client.shell(id, 'sleep 60', { ...options, signal: stop.signal });
    stop.abort();
    expect(await sleeping).toMatchObject({ error: { code: 'aborted' } });
  });
});

it('Android 6 mixes its complaints into its output', async () => {
  const answer = valueOf(await client.shell(await transportOf(1), 'ls /nowhere', options));
  expect(answer).toMatchObject({ stderr: '', exitCode: 1 });
  expect(answer.stdout).toContain('/nowhere');
});

describe('a socket of the phone', () => {
  it.each([1, 2])('is opened through the adb transport, without a forward (phone %i)', async (place) => {
    const socket = valueOf(await client.open(await transportOf(place), 'tcp:7', options));
    socket.resume();
    const echo = new Promise<string>((resolve) => socket.once('data', (chunk: Buffer) => resolve(chunk.toString())));
    socket.write('群');
    expect(await echo).toBe('群');
    socket.destroy();
    expect(valueOf(await client.listForwards(options))).toEqual([]);
    await expect.poll(() => client.openSocketCount).toBe(0);
  });

  it.each(['tcp:6790', 'localabstract:nobody'])('that nobody listens on is refused: %s', async (service) => {
    expect(await client.open(await transportOf(2), service, options)).toMatchObject({
      error: { code: 'phone-not-ready', detail: { reason: 'service-closed' } },
    });
  });
});
