import type { Outcome } from '../../contract/outcome.ts';
import type { PhoneRegistry } from '../registry/phone-registry.ts';
import { demoHostId, localHostId } from './host-record.ts';
import type { HostRegistry } from './host-registry.ts';

/** The virtual desk's adb server as one more host, given at run time by whoever runs the desk. */
export interface DemoHost {
  /** `startServer` starts that server again after the operator's click. */
  add(host: { readonly port: number; startServer(signal?: AbortSignal): Promise<Outcome<null>> }): void;
  remove(): Promise<void>;
  /** Real phones attached now or remembered; waits until this machine's host has told its list, or cannot. */
  countRealPhones(signal: AbortSignal): Promise<number>;
}

/** See `DemoHost`. */
export function createDemoHost({ hosts, registry }: { hosts: HostRegistry; registry: PhoneRegistry }): DemoHost {
  return {
    add: (host) => hosts.followDemo(host.port, (signal) => host.startServer(signal)),
    remove: () => hosts.leave(demoHostId),
    async countRealPhones(signal) {
      await untilLocalIsKnown(hosts, signal);
      return [...registry.directory.all()].filter((record) => !record.isVirtual).length;
    },
  };
}

function untilLocalIsKnown(hosts: HostRegistry, signal: AbortSignal): Promise<void> {
  const isKnown = (): boolean => {
    const local = hosts.connection(localHostId);
    return local === null || signal.aborted || (local.state === 'up' ? local.hasListed : local.state !== 'connecting');
  };
  return new Promise((resolve) => {
    if (isKnown()) return resolve();
    const look = (): void => {
      if (!isKnown()) return;
      stop();
      signal.removeEventListener('abort', look);
      resolve();
    };
    const stop = hosts.subscribe(look);
    signal.addEventListener('abort', look, { once: true });
  });
}
