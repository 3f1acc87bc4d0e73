import { z } from 'zod';
import type { MachineId } from './accounts/custody/machine-id.ts';
import type { RuntimeInfo } from './console-info.ts';
import type { Restored } from './contract/console.ts';
import type { DemoLauncher } from './demo/demo-launcher.ts';
import type { AlertNotifier } from './devices/alerts/alert-notifications.ts';
import type { SavedFiles } from './devices/reports/saved-files.ts';
import type { RegisteredKind } from './jobs/job-registry.ts';
import type { JobsDeps } from './jobs/jobs.ts';
import type { PowerPort } from './jobs/power-port.ts';
import type { MorePhones } from './more-phones.ts';
import type { Clock } from './runtime/clock.ts';
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
  /** The virtual phones of this start; null: those of before, or by chance. */
  seed: z.number().int().min(1).max(999_999).nullable().default(null),
  /** The file of the desk's own clock, by which `ServicesPorts.clock` goes; null: the computer's. Only virtual phones may act then. */
  clockFile: z.string().min(1).nullable().default(null),
  isRecoveryEnabled: z.boolean().default(true),
  /** Stored as the setting; null: as it is. */
  language: z.enum(['zh-CN', 'en']).nullable().default(null),
  /** Used when the setting names no adb program; null: searched. */
  adbPath: z.string().nullable().default(null),
  /** Ends the adb server of this machine at dispose if this process started it (`--once` leaves no process). */
  stopsOwnAdbServer: z.boolean().default(false),
  /** Parses every answer against the contract. */
  isOutputChecked: z.boolean().default(false),
});
export type ServicesConfig = z.output<typeof servicesConfigSchema>;

/** What the console stands on and only whoever starts it has. */
export interface ServicesPorts {
  readonly logger: Logger;
  /** The desk's time. */
  readonly clock: Clock;
  /** The time that things really take, where the desk's runs faster; left out, it is the same. See `runtime/clock.ts`. */
  readonly machineClock?: Clock;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  readonly demoLauncher: DemoLauncher;
  /** The built (or, under Node, the source) file of `electron/worker.ts`. */
  readonly workerFile: URL;
  /** The folder `resources/`, ending in a slash. */
  readonly resourcesFolder: URL;
  readonly info: RuntimeInfo;
  /** Where exports are saved: a dialog, or a path that the caller names. */
  readonly files: SavedFiles;
  /** Which computer this is; left out, it is asked. */
  readonly machine?: MachineId;
  /** The user's own folder in which it is kept how far each data folder has come (`CustodyWitness`); left out, nobody keeps it. */
  readonly witnessFolder?: string;
  /** The computer's sleep, which a job under way holds off; left out, nobody does. */
  readonly power?: PowerPort;
  /** Kinds of jobs besides the console's own, and who is told of commit marks: how tests bring acts of theirs. */
  readonly moreJobKinds?: readonly RegisteredKind[];
  readonly onCommitMark?: JobsDeps['onMark'];
  /** Phones besides those of adb: how tests bring some that act on paper. */
  readonly morePhones?: MorePhones;
  /** Shows alerts on the computer's desktop; left out, nobody does. */
  readonly notifier?: AlertNotifier;
  /** Aborting it while the services start makes `createServices` undo what it did and answer `aborted`. */
  readonly signal?: AbortSignal;
  /** The restore of a backup right before this start; it goes into the audit log. */
  readonly restored?: Restored | null;
}
