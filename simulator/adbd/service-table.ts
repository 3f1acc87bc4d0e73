import type { BootTarget, VirtualDevice } from '../device-port.ts';
import type { ServiceStream } from './adbd-stream.ts';
import type { BannerKind } from './banner.ts';
import type { ReverseTable } from './reverse-table.ts';
import { forwardToSocket } from './services/socket-service.ts';
import { answerReverse } from './services/reverse-service.ts';
import { runCommand } from './services/command-service.ts';
import { parseExecService, parseShellService } from './services/command-plan.ts';
import { serveSync } from './sync/sync-session.ts';

/** Serves one stream; the stream ends when the promise settles. */
export type Service = (stream: ServiceStream) => Promise<void>;

export interface ServiceContext {
  readonly device: VirtualDevice;
  readonly bannerKind: BannerKind;
  readonly reverse: ReverseTable;
  reboot(target: BootTarget): void;
  restart(): void;
  drop(): void;
}

/**
 * The service behind the name in an OPEN packet, or null when a phone of a shop (a `user` build) has none such and
 * closes the stream unopened: `framebuffer:`, `jdwp`, `track-jdwp`, `abb`, `backup:`, `dev:` and whatever is unknown.
 * Source: AOSP `adb/daemon/services.cpp`.
 */
export function findService(name: string, context: ServiceContext): Service | null {
  const { device } = context;
  if (name.startsWith('reboot:')) return rebootService(name.slice('reboot:'.length), context);
  if (context.bannerKind !== 'device') return null;
  // Android 5 and 6 know `shell:` alone.
  if (name.startsWith('shell,') && !device.banner().features.includes('shell_v2')) return null;
  const plan = parseShellService(name) ?? parseExecService(name);
  if (plan !== null) return (stream) => runCommand(device, plan, stream);
  if (name === 'sync:') return (stream) => serveSync(device, stream);
  if (name.startsWith('reverse:'))
    return (stream) => answerReverse(name.slice('reverse:'.length), context.reverse, stream);
  if (/^(tcp|local|localabstract|localreserved|localfilesystem):./.test(name)) {
    const socket = device.openSocket(name);
    return socket === null ? null : (stream) => forwardToSocket(socket, stream);
  }
  return findMaintenanceService(name, context);
}

function findMaintenanceService(name: string, context: ServiceContext): Service | null {
  const [verb, argument = ''] = splitOnce(name, ':');
  switch (verb) {
    case 'root':
      return say('adbd cannot run as root in production builds\n');
    case 'unroot':
      return say('adbd not running as root\n');
    case 'remount':
      return say('Not running as root. Try "adb root" first.\n');
    case 'disable-verity':
    case 'enable-verity':
      return say('verity cannot be disabled/enabled - USER build\n');
    case 'tcpip':
      return restartOnPort(argument, context);
    case 'usb':
      return (stream) => stream.write(Buffer.from('restarting in USB mode\n')).then(() => context.restart());
    case 'reconnect':
      return (stream) => stream.write(Buffer.from('done')).then(() => context.drop());
    default:
      return null;
  }
}

function restartOnPort(argument: string, context: ServiceContext): Service | null {
  const port = Number.parseInt(argument, 10);
  if (Number.isNaN(port)) return null;
  if (port <= 0) return say(`invalid port ${port}\n`);
  return (stream) => stream.write(Buffer.from(`restarting in TCP mode port: ${port}\n`)).then(() => context.restart());
}

function rebootService(argument: string, context: ServiceContext): Service {
  const target = bootTargets.get(argument.split(',')[0] ?? '') ?? 'system';
  return async (stream) => {
    context.reboot(target);
    // adbd keeps the stream open until the phone goes down, so that `adb reboot` returns only then.
    await new Promise<void>((resolve) => stream.signal.addEventListener('abort', () => resolve(), { once: true }));
  };
}

const bootTargets: ReadonlyMap<string, BootTarget> = new Map([
  ['recovery', 'recovery'],
  ['bootloader', 'bootloader'],
  ['fastboot', 'bootloader'],
  ['sideload', 'sideload'],
  ['sideload-auto-reboot', 'sideload'],
]);

function say(text: string): Service {
  return (stream) => stream.write(Buffer.from(text));
}

function splitOnce(text: string, separator: string): readonly [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
