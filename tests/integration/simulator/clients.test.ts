import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { clientOperations, createClients, tryOperation } from '../../support/client-operations/run-operations.ts';
import type { PhoneClient } from '../../support/client-operations/phone-client.ts';
import { createEchoPhones } from '../../support/echo-phone.ts';
import { openVirtualDesk } from '../../support/virtual-desk.ts';

const clientNames = ['adb', 'adbkit', 'Tango'] as const;

/** What these clients have no call for; anything else must pass. */
const notOffered: Readonly<Record<(typeof clientNames)[number], readonly string[]>> = {
  adb: ['a socket on the phone answers', 'stat of a file', 'stat of a missing file'],
  adbkit: [
    'exit status 0',
    'exit status 1',
    'exit status 7',
    'exit status 127',
    'unknown command: 127 and the reason',
    'stderr apart from stdout',
    'raw output of 1 MB, every byte value',
    'input of 3 MB',
    'reverse removed',
    'adb features',
  ],
  Tango: [
    'forward to a socket on the phone',
    'install and uninstall an app',
    'an app for a newer Android is refused',
    'a broken app is refused',
  ],
};

let desk: VirtualDesk;
let close: () => Promise<void>;
let clients: ReadonlyMap<string, PhoneClient>;

beforeAll(async () => {
  const createDevice = createEchoPhones({ seed: 3, phoneCount: 1 });
  ({ desk, close } = await openVirtualDesk({ count: 1, seed: 3, bootMs: 300, createDevice }));
  clients = new Map(createClients(desk, desk.phone(1)).map((client) => [client.name, client]));
});
afterAll(async () => {
  await Promise.all([...clients.values()].map((client) => client.dispose()));
  await close();
});

describe.each(clientNames)('%s against a virtual phone', (name) => {
  test.each(clientOperations)('$id', { timeout: 70_000 }, async (operation) => {
    const client = clients.get(name);
    if (client === undefined) throw new Error(`no client ${name}`);
    const outcome = await tryOperation(operation, client, desk.phone(1));
    const expected = notOffered[name].includes(operation.id) ? 'not-offered' : 'passed';
    expect(outcome.kind === 'failed' ? outcome.reason : outcome.kind).toBe(expected);
  });
});
