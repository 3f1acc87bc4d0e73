import { z } from 'zod';
import type { ConsoleInfo } from './contract/console.ts';
import { fail, type Outcome } from './contract/outcome.ts';
import type { EventName, EventPayload } from './contract/procedures.ts';
import type { DemoLauncher } from './demo/demo-launcher.ts';
import type { Clock } from './runtime/clock.ts';
import type { Disposable } from './runtime/disposal.ts';
import type { Logger } from './runtime/logger.ts';

/** What whoever starts the console decides; parsed at the edge (command line, tests). */
export const servicesConfigSchema = z.strictObject({
  /** Absolute path; created when missing. */
  dataFolder: z.string().min(1),
  /** Named in the lock, so that a second process can say who holds the folder. */
  owner: z.enum(['app', 'headless']),
  /** Port of this machine's adb server. */
  localAdbPort: z.number().int().min(1).max(65_535).default(5037),
  /** Starts this machine's adb server once when it is not running at start. */
  isLocalServerStarted: z.boolean().default(true),
  /** How many virtual phones start; 0: none; null: the rule for a first start without phones decides. */
  phones: z.number().int().min(0).max(200).nullable().default(null),
  isRecoveryEnabled: z.boolean().default(true),
  /** Shown from now on; null: as stored. */
  language: z.enum(['zh-CN', 'en']).nullable().default(null),
  /** Used when the setting names no adb program; null: searched. */
  adbPath: z.string().nullable().default(null),
  /** Ends the adb server of this machine at dispose if this process started it (`--once` leaves no process). */
  stopsOwnAdbServer: z.boolean().default(false),
  /** Parses every answer against the contract. */
  isOutputChecked: z.boolean().default(false),
});
export type ServicesConfig = z.output<typeof servicesConfigSchema>;

export interface ServicesPorts {
  readonly logger: Logger;
  readonly clock: Clock;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  readonly demoLauncher: DemoLauncher;
  /** The built (or, under Node, the source) file of `electron/worker.ts`. */
  readonly workerFile: URL;
  readonly info: Pick<ConsoleInfo, 'version' | 'runtime' | 'isFallbackRuntime' | 'platform' | 'logFolder'>;
  /** Aborting it while the services start makes `createServices` undo what it did and answer `aborted`. */
  readonly signal?: AbortSignal;
}

/** The running console without its window. */
export interface Services extends Disposable {
  dispatch(name: string, input: unknown, signal?: AbortSignal): Promise<Outcome<unknown>>;
  /** The returned function ends the subscription. A listener that throws is logged and stays subscribed. */
  subscribe<N extends EventName>(event: N, listener: (payload: EventPayload<N>) => void): () => void;
  dispose(): Promise<void>;
}

/**
 * Composition root: opens the data folder, starts every feature in order and answers the one door to them.
 * Expected failures: `data-folder-locked`, `data-folder-unwritable`, `database-corrupt`, `database-newer`,
 * `disk-full`, `backup-failed`, `aborted`. After a failure nothing is left running.
 */
export async function createServices(_config: ServicesConfig, _ports: ServicesPorts): Promise<Outcome<Services>> {
  return fail('internal', 'not composed yet');
}
