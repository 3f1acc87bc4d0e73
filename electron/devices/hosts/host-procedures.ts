import { AdbServer } from '../../adb/adb-server.ts';
import { runAudited } from '../../audit/audited-act.ts';
import type { AuditPort } from '../../audit/audit-log.ts';
import type { Host } from '../../contract/hosts.ts';
import { fail, succeed, type Fault, type Outcome } from '../../contract/outcome.ts';
import type { Handlers, ProcedureInput } from '../../contract/procedures.ts';
import type { Clock } from '../../runtime/clock.ts';
import { silentLogger } from '../../runtime/logger.ts';
import type { Store } from '../../store/store.ts';
import type { HostRecord } from './host-record.ts';
import type { HostRegistry } from './host-registry.ts';
import type { HostStore } from './host-store.ts';

export interface HostProceduresDeps {
  readonly hosts: HostRegistry;
  readonly hostStore: HostStore;
  readonly store: Store;
  readonly audit: AuditPort;
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly newId: () => string;
}

type HostProcedureName = 'hosts.add' | 'hosts.remove' | 'hosts.startServer' | 'hosts.connectPhone';

const lookTimeoutMs = 3_000;
const connectTimeoutMs = 12_000;

/** What an operator does with adb hosts. */
export function createHostProcedures(deps: HostProceduresDeps): Handlers<HostProcedureName> {
  return {
    'hosts.add': (input, signal) => addHost(deps, input, signal),
    'hosts.remove': ({ hostId }) => removeHost(deps, hostId),
    'hosts.startServer': ({ hostId }, signal) => startServer(deps, hostId, signal),
    'hosts.connectPhone': (input, signal) => connectPhone(deps, input, signal),
  };
}

/**
 * A name that does not resolve is refused, since it can only be a mistake; a server that does not answer is not: a
 * tunnel may be opened later.
 */
async function addHost(
  deps: HostProceduresDeps,
  input: ProcedureInput<'hosts.add'>,
  signal: AbortSignal,
): Promise<Outcome<{ hostId: string }>> {
  const { hosts, hostStore, store, audit, clock, machineClock, newId } = deps;
  const address = input.address.trim().toLowerCase();
  const { port } = input;
  const twin = hosts.list().find((host) => isSameEnd(host, { address, port }));
  if (twin !== undefined) {
    return fail('host-duplicate', 'this host is in the list', { hostId: twin.hostId, address, port });
  }
  const fault = await lookUp({ address, port }, machineClock, signal);
  if (fault?.code === 'host-unresolvable' || fault?.code === 'aborted') return { ok: false, error: fault };
  const record: HostRecord = { hostId: newId(), name: input.name.trim(), kind: 'remote', address, port };
  const written = store.write(() => {
    hostStore.add(record, clock.now());
    audit.append({ action: 'hosts.add', subject: record.hostId, params: { name: record.name, address, port } });
  });
  if (!written.ok) return written;
  hosts.follow(record);
  return succeed({ hostId: record.hostId });
}

async function lookUp(
  end: { address: string; port: number },
  clock: Clock,
  signal: AbortSignal,
): Promise<Fault | null> {
  const server = new AdbServer({ ...end, logger: silentLogger, clock });
  try {
    const answer = await server.version({ timeoutMs: lookTimeoutMs, signal });
    return answer.ok ? null : answer.error;
  } finally {
    server.dispose();
  }
}

async function removeHost(deps: HostProceduresDeps, hostId: string): Promise<Outcome<null>> {
  const { hosts, hostStore, store, audit } = deps;
  const host = hosts.get(hostId);
  if (host === null) return fail('host-not-found', 'no such host', { hostId });
  if (host.kind !== 'remote') {
    return fail('invalid-input', 'this host belongs to the console', { field: 'hostId', rule: 'not-removable' });
  }
  const written = store.write(() => {
    hostStore.remove(hostId);
    audit.append({ action: 'hosts.remove', subject: hostId, params: { name: host.name, address: host.address } });
  });
  if (!written.ok) return written;
  await hosts.leave(hostId);
  return succeed(null);
}

async function startServer(deps: HostProceduresDeps, hostId: string, signal: AbortSignal): Promise<Outcome<null>> {
  const note = { action: 'hosts.startServer', subject: hostId, params: {} };
  return runAudited(deps, note, () => deps.hosts.startServer(hostId, signal));
}

async function connectPhone(
  deps: HostProceduresDeps,
  input: ProcedureInput<'hosts.connectPhone'>,
  signal: AbortSignal,
): Promise<Outcome<null>> {
  const { hostId, port } = input;
  const address = input.address.trim();
  const server = deps.hosts.server(hostId);
  if (server === null) return fail('host-not-found', 'no such host', { hostId });
  const note = { action: 'hosts.connectPhone', subject: hostId, params: { address, port } };
  return runAudited(deps, note, () => server.connectPhone(address, port, { timeoutMs: connectTimeoutMs, signal }));
}

const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

function isSameEnd(host: Host, end: { address: string; port: number }): boolean {
  if (host.port !== end.port) return false;
  return host.address === end.address || (loopbackNames.has(host.address) && loopbackNames.has(end.address));
}
