import type { Socket } from 'node:net';
import { fail, succeed } from '../contract/outcome.ts';
import type { Outcome } from '../contract/outcome.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import { FramedTextReader, NothingReader, RestReader } from './answer-readers.ts';
import type { AnswerReader } from './answer-readers.ts';
import { parseDeviceList } from './device-row.ts';
import type { DeviceRow } from './device-row.ts';
import { pullFile, pushFile } from './file-transfer.ts';
import type { PushedFile } from './file-transfer.ts';
import { ForwardReader, parseForwards } from './forward.ts';
import type { Forward } from './forward.ts';
import { oldShellCommand, readOldShell, shellProtocol } from './old-shell.ts';
import { classifyConnectAnswer } from './server-fault.ts';
import { callServer, openService } from './server-call.ts';
import type { CallOptions } from './server-call.ts';
import { ShellReader } from './shell-reader.ts';
import type { ShellResult } from './shell-reader.ts';
import { SocketLedger } from './socket-ledger.ts';

export type RebootTarget = 'system' | 'recovery' | 'bootloader' | 'sideload';

/**
 * A client of one adb server, over the server's own socket protocol: no `adb` process is ever started here, and a
 * server that is down stays down. Phones are addressed by transport id, which is only valid while that server lives.
 * Every call answers an `Outcome`, ends within its timeout, obeys its signal, and closes its socket.
 */
export class AdbServer implements Disposable {
  readonly address: string;
  readonly port: number;
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #ledger = new SocketLedger();
  /** Transports of phones that know no shell protocol; an id is never given twice while the server lives. */
  readonly #oldShells = new Set<number>();

  constructor(deps: { address: string; port: number; logger: Logger; clock: Clock }) {
    this.address = deps.address;
    this.port = deps.port;
    this.#logger = deps.logger;
    this.#clock = deps.clock;
  }

  /** Sockets to the server that are open now, handed-out ones included. */
  get openSocketCount(): number {
    return this.#ledger.openCount;
  }

  /** The server's protocol version (41 = 1.0.41). */
  async version(options: CallOptions): Promise<Outcome<number>> {
    const answer = await this.#ask(['host:version'], new FramedTextReader(), options);
    if (!answer.ok) return answer;
    return /^[0-9a-fA-F]{4}$/.test(answer.value)
      ? succeed(Number.parseInt(answer.value, 16))
      : fail('adb-protocol', 'the version is no number');
  }

  async listDevices(options: CallOptions): Promise<Outcome<DeviceRow[]>> {
    const answer = await this.readDeviceList(options);
    return answer.ok ? succeed(parseDeviceList(answer.value)) : answer;
  }

  /** The device list as the server prints it: cheaper than rows for whoever only looks whether it changed. */
  readDeviceList(options: CallOptions): Promise<Outcome<string>> {
    return this.#ask(['host:devices-l'], new FramedTextReader(), options);
  }

  /**
   * Runs a command line in the phone's shell. A non-zero exit status is a result, not a fault. On Android 5 and 6, which
   * have no shell protocol, standard error is part of standard output.
   */
  async shell(transportId: number, command: string, options: CallOptions): Promise<Outcome<ShellResult>> {
    if (this.#oldShells.has(transportId)) return this.#oldShell(transportId, command, options);
    const reader = new ShellReader(options.maxBytes);
    const answer = await this.#askPhone(transportId, `shell,v2,raw:${command}`, reader, options);
    if (answer.ok || answer.error.detail?.['reason'] !== 'service-closed') return answer;
    const features = await this.features(transportId, options);
    if (!features.ok || features.value.has(shellProtocol)) return answer;
    this.#oldShells.add(transportId);
    return this.#oldShell(transportId, command, options);
  }

  /** Raw standard output (and error) of a command, byte for byte, without an exit status: for `screencap -p`. */
  exec(transportId: number, command: string, options: CallOptions): Promise<Outcome<Buffer>> {
    return this.#askPhone(transportId, `exec:${command}`, new RestReader(options.maxBytes), options);
  }

  /** Opens any service of the phone and hands the paused socket over; its holder closes it. */
  open(transportId: number, service: string, options: CallOptions): Promise<Outcome<Socket>> {
    return openService(this.#target(), [`host:transport-id:${transportId}`, service], options);
  }

  /** Opens a service of the server itself (`host:track-devices-l`) and hands the paused socket over. */
  openHost(service: string, options: CallOptions): Promise<Outcome<Socket>> {
    return openService(this.#target(), [service], options);
  }

  /** `adb connect`: resolves once the server is connected, or was already. */
  async connectPhone(address: string, port: number, options: CallOptions): Promise<Outcome<null>> {
    const answer = await this.#ask([`host:connect:${networkSerial(address, port)}`], new FramedTextReader(), options);
    return answer.ok ? classifyConnectAnswer(answer.value) : answer;
  }

  /** `adb disconnect`: the server forgets that phone. Not being connected is no fault. */
  async disconnectPhone(address: string, port: number, options: CallOptions): Promise<Outcome<null>> {
    const service = `host:disconnect:${networkSerial(address, port)}`;
    const answer = await this.#ask([service], new FramedTextReader(true), options);
    if (answer.ok || answer.error.detail?.['reason'] === 'not-listed') return succeed(null);
    return /no such device/.test(answer.error.message) ? succeed(null) : answer;
  }

  /**
   * Makes the server drop its connection to a phone, in whatever state that is. A USB phone is opened again by
   * itself; a network phone is forgotten (adb 29) and needs `connectPhone`.
   */
  async reconnect(transportId: number, options: CallOptions): Promise<Outcome<null>> {
    const service = `host-transport-id:${transportId}:reconnect`;
    const answer = await this.#ask([service], new FramedTextReader(true), options);
    if (!answer.ok) return answer;
    // The server says OKAY even when it found no such transport (AOSP adb.cpp, "reconnect").
    return /^(?:reconnecting|$)/.test(answer.value.trim())
      ? succeed(null)
      : fail('phone-gone', 'reconnect: no such transport', { reason: 'not-listed', text: answer.value.slice(0, 500) });
  }

  /** Asks the phone to reboot; the answer comes before the phone goes. */
  async reboot(transportId: number, target: RebootTarget, options: CallOptions): Promise<Outcome<null>> {
    const service = `reboot:${target === 'system' ? '' : target}`;
    const answer = await this.#askPhone(transportId, service, new RestReader(options.maxBytes), options);
    return answer.ok ? succeed(null) : answer;
  }

  /** What the phone's adbd offers (`shell_v2`, `cmd`, `stat_v2`, …). */
  async features(transportId: number, options: CallOptions): Promise<Outcome<ReadonlySet<string>>> {
    const service = `host-transport-id:${transportId}:features`;
    const answer = await this.#ask([service], new FramedTextReader(), options);
    return answer.ok ? succeed(new Set(answer.value.split(',').filter((name) => name !== ''))) : answer;
  }

  /** Writes a file on the phone (`sync:`, v1, known to every Android). */
  async push(transportId: number, file: PushedFile, options: CallOptions): Promise<Outcome<null>> {
    const socket = await this.open(transportId, 'sync:', options);
    return socket.ok ? pushFile(socket.value, file, { ...options, clock: this.#clock }) : socket;
  }

  /** Reads a file of the phone into memory, at most `maxBytes` (64 MiB when not given). */
  async pull(transportId: number, remotePath: string, options: CallOptions): Promise<Outcome<Buffer>> {
    const socket = await this.open(transportId, 'sync:', options);
    return socket.ok ? pullFile(socket.value, remotePath, { ...options, clock: this.#clock }) : socket;
  }

  /** Forwards a port of the server's machine to the phone; answers the port that listens (`tcp:0` picks a free one). */
  async forward(transportId: number, ends: Forward, options: CallOptions): Promise<Outcome<number | null>> {
    const service = `host-transport-id:${transportId}:forward:${ends.local};${ends.remote}`;
    return this.#ask([service], new ForwardReader('host'), options);
  }

  async removeForward(transportId: number, local: string, options: CallOptions): Promise<Outcome<null>> {
    const service = `host-transport-id:${transportId}:killforward:${local}`;
    return this.#ask([service], new NothingReader(), options);
  }

  /** The forwards of every phone of this server. */
  async listForwards(options: CallOptions): Promise<Outcome<(Forward & { readonly serial: string })[]>> {
    const answer = await this.#ask(['host:list-forward'], new FramedTextReader(true), options);
    return answer.ok ? succeed(parseForwards(answer.value)) : answer;
  }

  /** Forwards a port of the phone to the server's machine; answers the phone's port where it picked one. */
  async reverse(transportId: number, ends: Forward, options: CallOptions): Promise<Outcome<number | null>> {
    const service = `reverse:forward:${ends.remote};${ends.local}`;
    return this.#askPhone(transportId, service, new ForwardReader('phone'), options);
  }

  async removeReverse(transportId: number, remote: string, options: CallOptions): Promise<Outcome<null>> {
    const answer = await this.#askPhone(
      transportId,
      `reverse:killforward:${remote}`,
      new ForwardReader('phone'),
      options,
    );
    return answer.ok ? succeed(null) : answer;
  }

  /** Ends the server, for everyone who uses it. Only ever on the operator's click, or for a server of our own. */
  async kill(options: CallOptions): Promise<Outcome<null>> {
    this.#logger.info('adb-server-kill', { port: this.port });
    const answer = await this.#ask(['host:kill'], new NothingReader(), options);
    // Some versions go before they answer.
    return !answer.ok && answer.error.detail?.['cause'] === 'closed-before-answer' ? succeed(null) : answer;
  }

  /** Closes every open socket; calls under way and later ones answer `shutting-down`. */
  dispose(): void {
    this.#ledger.closeAll();
  }

  async #oldShell(transportId: number, command: string, options: CallOptions): Promise<Outcome<ShellResult>> {
    const output = await this.exec(transportId, oldShellCommand(command), options);
    // After a restart of the server the id may belong to another phone.
    if (!output.ok) this.#oldShells.delete(transportId);
    return output.ok ? readOldShell(output.value) : output;
  }

  #target(): { address: string; port: number; ledger: SocketLedger; clock: Clock } {
    return { address: this.address, port: this.port, ledger: this.#ledger, clock: this.#clock };
  }

  #ask<T>(requests: readonly string[], reader: AnswerReader<T>, options: CallOptions): Promise<Outcome<T>> {
    return callServer(this.#target(), requests, reader, options);
  }

  #askPhone<T>(
    transportId: number,
    service: string,
    reader: AnswerReader<T>,
    options: CallOptions,
  ): Promise<Outcome<T>> {
    return this.#ask([`host:transport-id:${transportId}`, service], reader, options);
  }
}

/** IPv6 addresses need brackets in front of a port. */
function networkSerial(address: string, port: number): string {
  return address.includes(':') && !address.startsWith('[') ? `[${address}]:${port}` : `${address}:${port}`;
}
