import type { Fault, Outcome } from '../contract/outcome.ts';

export interface LaunchOptions {
  readonly phoneCount: number;
  readonly seed: number;
  /** The adb program that the virtual desk starts its own server with. */
  readonly adbPath: string;
  /** Absolute path of the folder where the virtual phones keep what survives a restart. */
  readonly stateFolder: string;
}

/** A simulator process that has said it is ready. */
export interface LaunchedDesk {
  /** Port of the virtual desk's own adb server on loopback. */
  readonly adbPort: number;
  readonly controlPort: number;
  /** Bearer token of the control API. */
  readonly token: string;
  /** Settles once the process is gone: null after `stop`, a fault when it died by itself. Never rejects. */
  readonly ended: Promise<Fault | null>;
  /** Ends the process and everything it started; resolves when it is gone. May be called again. */
  stop(): Promise<void>;
}

/** How the simulator becomes a process: a child process in headless, a utilityProcess in the app. */
export interface DemoLauncher {
  /** Resolves when the desk is ready, or with `demo-unavailable`, `demo-start-failed` or `aborted`; then no process is left. */
  launch(options: LaunchOptions, signal: AbortSignal): Promise<Outcome<LaunchedDesk>>;
}
