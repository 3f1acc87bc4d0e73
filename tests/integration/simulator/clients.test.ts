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

/** Before checksums were dropped, the manual's own level, and the second versions of the file requests. */
const modelKeys = ['redmi_5a', 'redmi_7', 'redmi_note_14'] as const;

let desk: VirtualDesk;
let close: () => Promise<void>;

beforeAll(async () => {
  const createDevice = createEchoPhones(3, modelKeys);
  ({ desk, close } = await openVirtualDesk({ count: modelKeys.length, seed: 3, bootMs: 100, createDevice }));
});
afterAll(() => close());

describe.each(modelKeys.map((model, place) => ({ model, place })))('against a $model', ({ place }) => {
  const clients = new Map<string, PhoneClient>();
  beforeAll(() => {
    for (const client of createClients(desk, desk.phone(place + 1))) clients.set(client.name, client);
  });
  afterAll(() => Promise.all([...clients.values()].map((client) => client.dispose())));

  describe.each(clientNames)('%s', (name) => {
    test.each(clientOperations)('$id', { timeout: 70_000 }, async (operation) => {
      const client = clients.get(name);
      if (client === undefined) throw new Error(`no client ${name}`);
      const outcome = await tryOperation(operation, client, desk.phone(place + 1));
      const expected = notOffered[name].includes(operation.id) ? 'not-offered' : 'passed';
      expect(outcome.kind === 'failed' ? outcome.reason : outcome.kind).toBe(expected);
    });
  });
});
