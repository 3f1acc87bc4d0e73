import { fail, succeed, type Fault, type Outcome } from '../../contract/outcome.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { DriverKind, UiDriver } from '../ui-driver.ts';
import { serverFor, type DriverApks } from './apks.ts';
import type { DriverLink } from './driver-link.ts';
import { DumpDriver } from './dump-driver.ts';
import { FallbackDriver, type DriverEvent } from './fallback-driver.ts';
import { repairKeyboard } from './helper-keyboard.ts';
import { startServer } from './server-run.ts';
import { Uiautomator2Driver } from './uiautomator2-driver.ts';

export interface OpenDriverOptions {
  readonly link: DriverLink;
  /** Real time: timeouts and pauses. */
  readonly machineClock: Clock;
  readonly logger: Logger;
  /** Ends every call under way and what runs on the phone. */
  readonly signal: AbortSignal;
  readonly apks: DriverApks;
  /** Android's level; null when it is not known yet: then the phone is asked. */
  readonly sdk: number | null;
  /** Only this one, without falling back; for the bench and for tests. */
  readonly only?: DriverKind;
  readonly onEvent?: (event: DriverEvent) => void;
  /** Told when the server that runs on the phone for the driver ended without being asked to. */
  readonly onLost?: () => void;
}

const askTimeoutMs = 10_000;
/** Faults after which a dump could do no better: the phone itself, or its one UiAutomation. */
const hopeless: ReadonlySet<Fault['code']> = new Set([
  'aborted',
  'shutting-down',
  'adb-server-unreachable',
  'phone-gone',
  'phone-offline',
  'phone-unauthorized',
  'phone-not-ready',
  'timeout',
  'automation-taken',
]);

/**
 * Opens the best driver for a phone: `uiautomator2` where a server for its Android level starts, else `dump`. It repairs a
 * keyboard that an earlier run was cut off from putting back. What it had to settle for, and why, it tells in its events.
 * Faults: those of the link, `automation-taken`; with `only: 'uiautomator2'` also `automation-install-refused` and
 * `automation-start-failed`.
 */
export async function openDriver(options: OpenDriverOptions): Promise<Outcome<UiDriver>> {
  const { link, signal, apks, only } = options;
  const tell = teller(options);
  const repaired = await repairKeyboard(link, signal);
  if (!repaired.ok) return repaired;
  if (repaired.value) tell({ kind: 'keyboard-repaired' });
  const sdk = await readSdk(options);
  if (!sdk.ok) return sdk;
  const makeDump = (): UiDriver =>
    new DumpDriver({ link, clock: options.machineClock, signal, sdk: sdk.value, keyboard: apks.keyboard });
  if (only === 'dump') return succeed(makeDump());
  const first = await openServerDriver(options, sdk.value);
  if (first.ok) {
    tell({ kind: 'opened', driver: 'uiautomator2' });
    const driver = first.value;
    return succeed(
      only === undefined ? new FallbackDriver({ first: driver, makeSecond: makeDump, onEvent: tell }) : driver,
    );
  }
  if (only !== undefined || hopeless.has(first.error.code)) return first;
  tell({ kind: 'fell-back', from: 'uiautomator2', to: 'dump', fault: first.error });
  return succeed(makeDump());
}

async function openServerDriver(options: OpenDriverOptions, sdk: number): Promise<Outcome<UiDriver>> {
  const { link, machineClock: clock, logger, signal, apks, onLost } = options;
  const server = serverFor(apks, sdk);
  if (server === null) {
    return fail('automation-start-failed', 'no server for this Android level', { reason: 'android-too-old', sdk });
  }
  const run = await startServer({ link, clock, logger, signal, onLost }, server);
  if (!run.ok) return run;
  return succeed(new Uiautomator2Driver({ link, clock, signal, sdk, keyboard: apks.keyboard, run: run.value }));
}

async function readSdk({ link, sdk, signal }: OpenDriverOptions): Promise<Outcome<number>> {
  if (sdk !== null) return succeed(sdk);
  const answer = await link.shell('getprop ro.build.version.sdk', { timeoutMs: askTimeoutMs, signal });
  if (!answer.ok) return answer;
  const level = Number.parseInt(answer.value.stdout, 10);
  return Number.isNaN(level) ? fail('command-failed', 'the phone does not tell its Android level') : succeed(level);
}

function teller({ logger, onEvent }: OpenDriverOptions): (event: DriverEvent) => void {
  return (event) => {
    const code = event.kind === 'fell-back' ? event.fault.code : undefined;
    logger.info('driver', { event: event.kind, code });
    onEvent?.(event);
  };
}
