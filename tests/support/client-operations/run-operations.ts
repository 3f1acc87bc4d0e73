import type { VirtualPhone } from '../../../simulator/desk/virtual-phone.ts';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { AdbCommandClient } from './adb-command-client.ts';
import { AdbkitClient } from './adbkit-client.ts';
import { fileOperations } from './file-operations.ts';
import type { Operation } from './operation.ts';
import type { PhoneClient } from './phone-client.ts';
import { phoneOperations } from './phone-operations.ts';
import { shellOperations } from './shell-operations.ts';
import { socketOperations } from './socket-operations.ts';
import { TangoClient } from './tango-client.ts';

/** The one list that every client is held against; the reboot comes last. */
export const clientOperations: readonly Operation[] = [
  ...shellOperations,
  ...fileOperations,
  ...socketOperations,
  ...phoneOperations,
];

/** The three clients for one phone of a desk. */
export function createClients(desk: VirtualDesk, phone: VirtualPhone): readonly PhoneClient[] {
  return [
    new AdbCommandClient(desk.adbPort, phone.address),
    new AdbkitClient(desk.adbPort, phone.address),
    new TangoClient(desk.adbPort, phone.address),
  ];
}

export type OperationOutcome =
  | { readonly kind: 'passed'; readonly tookMs: number }
  | { readonly kind: 'not-offered' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Tries one operation with one client; an operation that takes over 60 s has failed. */
export async function tryOperation(
  operation: Operation,
  client: PhoneClient,
  phone: VirtualPhone,
): Promise<OperationOutcome> {
  if (!operation.isOffered(client)) return { kind: 'not-offered' };
  const startedAt = performance.now();
  const limit = new AbortController();
  try {
    await Promise.race([operation.run({ client, phone }), failAfter(60_000, limit.signal)]);
    return { kind: 'passed', tookMs: performance.now() - startedAt };
  } catch (failure) {
    return { kind: 'failed', reason: failure instanceof Error ? failure.message : String(failure) };
  } finally {
    limit.abort();
  }
}

function failAfter(limitMs: number, signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not done after ${limitMs} ms`)), limitMs);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}
