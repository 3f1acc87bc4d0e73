import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { clientOperations, createClients, tryOperation } from '../../support/client-operations/run-operations.ts';
import type { PhoneClient } from '../../support/client-operations/phone-client.ts';
import { clientNames, unofferedOperations } from '../../support/client-operations/unoffered-operations.ts';
import { createEchoPhones } from '../../support/echo-phone.ts';
import { openVirtualDesk } from '../../support/virtual-desk.ts';

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
      const expected = unofferedOperations[name].includes(operation.id) ? 'not-offered' : 'passed';
      expect(outcome.kind === 'failed' ? outcome.reason : outcome.kind).toBe(expected);
    });
  });
});
