import type { AdbServer } from '../../adb/adb-server.ts';
import type { PushedFile } from '../../adb/file-transfer.ts';
import type { CallOptions } from '../../adb/server-call.ts';
import type { ShellResult } from '../../adb/shell-reader.ts';
import { fail, type Fault, type Outcome } from '../../contract/outcome.ts';
import type { Socket } from 'node:net';

/** A phone as features talk to it: every call goes over the route that is current at that moment. */
export interface PhoneLink {
  shell(command: string, options: CallOptions): Promise<Outcome<ShellResult>>;
  exec(command: string, options: CallOptions): Promise<Outcome<Buffer>>;
  open(service: string, options: CallOptions): Promise<Outcome<Socket>>;
  push(file: PushedFile, options: CallOptions): Promise<Outcome<null>>;
  pull(remotePath: string, options: CallOptions): Promise<Outcome<Buffer>>;
  /** Asks the phone to restart. */
  reboot(options: CallOptions): Promise<Outcome<null>>;
}

/** Where a phone is reached now. */
export interface Transport {
  readonly routeId: string;
  readonly server: AdbServer;
  readonly transportId: number;
}

export interface LinkDeps {
  /** The current transport, or why there is none. */
  readonly transport: () => Outcome<Transport>;
  /** Told after each call whether the phone gave a sign of life. */
  readonly onAnswer: (routeId: string, isAnswered: boolean) => void;
}

/** Faults that come from the command or the caller, not from a phone that does not answer. */
const innocentCodes: ReadonlySet<string> = new Set(['aborted', 'output-too-large', 'command-failed', 'invalid-input']);

/** A phone closes a stream to a service that it does not have, also one to a port on which nothing listens. */
function isInnocent({ code, detail }: Fault): boolean {
  return innocentCodes.has(code) || (code === 'phone-not-ready' && detail?.['reason'] === 'service-closed');
}

/** See `PhoneLink`. */
export function createLink(deps: LinkDeps): PhoneLink {
  const call = async <T>(ask: (transport: Transport) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const transport = deps.transport();
    if (!transport.ok) return transport;
    const answer = await ask(transport.value);
    if (answer.ok) deps.onAnswer(transport.value.routeId, true);
    else if (!isInnocent(answer.error)) deps.onAnswer(transport.value.routeId, false);
    return answer;
  };
  return {
    shell: (command, options) => call(({ server, transportId }) => server.shell(transportId, command, options)),
    exec: (command, options) => call(({ server, transportId }) => server.exec(transportId, command, options)),
    open: (service, options) => call(({ server, transportId }) => server.open(transportId, service, options)),
    push: (file, options) => call(({ server, transportId }) => server.push(transportId, file, options)),
    pull: (remotePath, options) => call(({ server, transportId }) => server.pull(transportId, remotePath, options)),
    reboot: (options) => call(({ server, transportId }) => server.reboot(transportId, 'system', options)),
  };
}

/** A link narrowed to one holder: every call also ends when the holder's signal fires. */
export function boundLink(link: PhoneLink, signal: AbortSignal): PhoneLink {
  const bind = (options: CallOptions): CallOptions => ({
    ...options,
    signal: options.signal === undefined ? signal : AbortSignal.any([options.signal, signal]),
  });
  return {
    shell: (command, options) => link.shell(command, bind(options)),
    exec: (command, options) => link.exec(command, bind(options)),
    open: (service, options) => link.open(service, bind(options)),
    push: (file, options) => link.push(file, bind(options)),
    pull: (remotePath, options) => link.pull(remotePath, bind(options)),
    reboot: (options) => link.reboot(bind(options)),
  };
}

/** What a state that allows no work answers. */
export function refusalOf(state: string): Outcome<never> {
  switch (state) {
    case 'set-aside':
      return fail('phone-set-aside', 'the phone is set aside', { state });
    case 'absent':
      return fail('phone-gone', 'the phone is absent', { state });
    case 'offline':
    case 'needs-hand':
      return fail('phone-offline', 'the phone does not answer', { state });
    case 'unauthorized':
    case 'authorizing':
      return fail('phone-unauthorized', 'the phone has not allowed this computer', { state });
    default:
      return fail('phone-not-ready', 'the phone is not ready', { state });
  }
}
