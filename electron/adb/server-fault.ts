import { fail, succeed } from '../contract/outcome.ts';
import type { ErrorCode, Fault, Outcome } from '../contract/outcome.ts';

type Failure = { ok: false; error: Fault };

/**
 * Turns the text of a `FAIL` answer into a fault. Texts: AOSP adb `transport.cpp` (acquire_one_transport),
 * `sockets.cpp` (`closed`: the phone refused the service or left while it was being opened), `adb.cpp`.
 */
export function faultFromRefusal(text: string, service: string): Failure {
  const { code, reason } = classifyRefusal(text);
  const firstLine = text.split('\n', 1)[0]?.trim() ?? '';
  return fail(code, `${serviceName(service)}: ${firstLine === '' ? 'refused without a reason' : firstLine}`, {
    reason,
    text: text.slice(0, 500),
  });
}

const refusals: readonly (readonly [RegExp, ErrorCode, string])[] = [
  [/\bunauthorized\b/, 'phone-unauthorized', 'unauthorized'],
  [/still authorizing/, 'phone-unauthorized', 'authorizing'],
  [/\boffline\b/, 'phone-offline', 'offline'],
  [/still connecting/, 'phone-not-ready', 'connecting'],
  [/insufficient permissions|no permissions/, 'phone-not-ready', 'no-permissions'],
  [/more than one/, 'phone-not-found', 'ambiguous'],
  [/no devices|not found|no device with/, 'phone-gone', 'not-listed'],
  [/^closed$/, 'phone-not-ready', 'service-closed'],
  [/unknown host service/, 'adb-protocol', 'unknown-service'],
];

function classifyRefusal(text: string): { code: ErrorCode; reason: string } {
  for (const [pattern, code, reason] of refusals) if (pattern.test(text.trim())) return { code, reason };
  return { code: 'command-failed', reason: 'refused' };
}

/** Turns a socket error into a fault: a name that does not resolve, or a server that cannot be reached. */
export function faultFromSocketError(error: Error, target: { address: string; port: number }): Failure {
  const cause = socketErrorCode(error);
  const detail = { address: target.address, port: target.port, cause };
  const isNameFault = cause === 'ENOTFOUND' || cause === 'EAI_AGAIN' || cause === 'EAI_FAIL' || cause === 'EAI_NONAME';
  if (isNameFault) return fail('host-unresolvable', `host name does not resolve: ${cause}`, detail);
  return fail('adb-server-unreachable', `adb server not reachable: ${cause}`, detail);
}

function socketErrorCode(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  const nested: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  return nested instanceof Error && nested !== error ? socketErrorCode(nested) : error.name;
}

/** The service without its arguments, which may hold what a log must not. */
export function serviceName(service: string): string {
  return /^[a-z-]+(?::[a-z-]+)?/.exec(service)?.[0] ?? 'service';
}

/**
 * Reads what the `adb` program prints when it fails (standard error, or mixed into standard output). Null when the
 * text names no known failure. A replaced server is reported first: what follows it is only its consequence.
 */
export function classifyHostError(text: string): Fault | null {
  for (const [pattern, code, reason] of programErrors) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const groups = Object.entries(match.groups ?? {}).map(([key, value]) => [key, value ?? null] as const);
    return { code, message: match[0].trim().slice(0, 200), detail: { reason, ...Object.fromEntries(groups) } };
  }
  return null;
}

const programErrors: readonly (readonly [RegExp, ErrorCode, string])[] = [
  [
    /adb server(?: version)? \((?<serverVersion>\d+)\) doesn't match this client \((?<clientVersion>\d+)\)/,
    'adb-version-clash',
    'server-replaced',
  ],
  [/protocol fault/, 'adb-port-taken', 'protocol-fault'],
  [/[Aa]ddress already in use|only one usage of each socket address/i, 'adb-port-taken', 'address-in-use'],
  [/device unauthorized|ADB_VENDOR_KEYS/, 'phone-unauthorized', 'unauthorized'],
  [/device '(?<serial>[^']*)' not found/, 'phone-gone', 'not-listed'],
  [/no devices\/emulators found/, 'phone-gone', 'no-device'],
  [/device offline/, 'phone-offline', 'offline'],
  [/more than one device/, 'phone-not-found', 'ambiguous'],
  [/INSTALL_FAILED_USER_RESTRICTED/, 'command-failed', 'install-user-restricted'],
  [/INSTALL_FAILED_ALREADY_EXISTS/, 'command-failed', 'install-already-exists'],
  [/Failure \[(?<failure>INSTALL_[A-Z_]+)/, 'command-failed', 'install-refused'],
  [/INJECT_EVENTS/, 'input-not-permitted', 'inject-events'],
  [/WRITE_SECURE_SETTINGS/, 'command-failed', 'settings-not-permitted'],
  [/GRANT_RUNTIME_PERMISSIONS/, 'command-failed', 'grant-not-permitted'],
  [/Activity class \{(?<activity>[^}]*)\} does not exist/, 'command-failed', 'activity-missing'],
  [/cannot connect to daemon|failed to (?:start|check) (?:daemon|server)/, 'adb-server-start-failed', 'daemon'],
];

/**
 * Reads the answer of `host:connect`, which is `OKAY` whatever happened. Texts: AOSP `client/transport_local.cpp` and
 * `services.cpp` (connected, already connected, failed to connect, failed to authenticate, cannot resolve).
 */
export function classifyConnectAnswer(text: string): Outcome<null> {
  const answer = text.trim();
  if (/^(?:already )?connected to /.test(answer)) return succeed(null);
  if (/failed to authenticate/.test(answer)) return fail('phone-unauthorized', 'connect: the phone asks for consent');
  const isNameFault = /cannot resolve|not known|No address|could not resolve/i.test(answer);
  const reason = isNameFault ? 'unresolvable' : 'refused';
  return fail('adb-connect-refused', 'connect: the phone did not take the connection', {
    reason,
    text: answer.slice(0, 500),
  });
}
