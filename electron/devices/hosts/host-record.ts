import type { Host } from '../../contract/hosts.ts';

/** This machine's adb server. */
export const localHostId = 'local';
/** The virtual desk's own adb server (演示). */
export const demoHostId = 'demo';

/** An adb server that the console follows. */
export interface HostRecord {
  readonly hostId: string;
  /** As the operator named it; empty for this machine and 演示, whose names the renderer knows. */
  readonly name: string;
  readonly kind: Host['kind'];
  readonly address: string;
  readonly port: number;
}
