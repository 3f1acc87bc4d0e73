import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { HostRegistry } from '../hosts/host-registry.ts';
import type { PhoneRecord } from '../registry/phone-record.ts';
import type { PhoneRegistry } from '../registry/phone-registry.ts';
import { networkAddressOf } from '../routes/live-route.ts';
import type { MissingRoute } from './tcp-reconnector.ts';

const connectTimeoutMs = 8_000;

/** Network routes of all shown phones whose host has told its list without them. */
export function missingRoutes(hosts: HostRegistry, registry: PhoneRegistry): MissingRoute[] {
  const missing: MissingRoute[] = [];
  for (const record of registry.directory.all()) {
    if (registry.isShown(record)) missing.push(...missingOf(record, hosts, registry));
  }
  return missing;
}

function missingOf(record: PhoneRecord, hosts: HostRegistry, registry: PhoneRegistry): MissingRoute[] {
  const missing: MissingRoute[] = [];
  for (const { routeId, hostId, connection, serial } of record.routes) {
    const end = connection === 'tcp' ? networkAddressOf(serial) : null;
    const host = hosts.connection(hostId);
    if (end === null || host === null || host.state !== 'up' || !host.hasListed) continue;
    if (registry.sighting(routeId) === null) missing.push({ routeId, hostId, ...end });
  }
  return missing;
}

/** The operator's own try at one phone: connects its missing network routes now. A phone on a cable has none. */
export function connectMissingRoutes({
  hosts,
  registry,
}: {
  hosts: HostRegistry;
  registry: PhoneRegistry;
}): (record: PhoneRecord, signal: AbortSignal) => Promise<Outcome<null>> {
  return async (record, signal) => {
    let answer: Outcome<null> = fail('phone-gone', 'the phone is on no route that can be connected from here');
    for (const { hostId, address, port } of missingOf(record, hosts, registry)) {
      const server = hosts.server(hostId);
      if (server === null) continue;
      answer = await server.connectPhone(address, port, { timeoutMs: connectTimeoutMs, signal });
      if (answer.ok) return succeed(null);
    }
    return answer;
  };
}
