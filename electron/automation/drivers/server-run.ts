import { z } from 'zod';
import { fail, succeed, type Fault, type Outcome } from '../../contract/outcome.ts';
import { pause, type Clock } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/logger.ts';
import { runnerComponent, serverPackage, type ServerApks } from './apks.ts';
import type { DriverLink } from './driver-link.ts';
import { bringServer } from './phone-packages.ts';
import { ServerClient } from './server-client.ts';

export interface ServerRunDeps {
  readonly link: DriverLink;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** Told when the server's process, once it had answered, ended by itself or with its phone. */
  readonly onLost?: (() => void) | undefined;
}

/** The server listens inside the phone. */
const serverService = 'tcp:6790';
const openTimeoutMs = 5_000;
/** A cold start on the slowest of the recommended models takes about eight seconds. */
const startTimeoutMs = 30_000;
/** Looks for the server at first so often, and ever more slowly. */
const firstLookMs = 40;
const slowestLookMs = 400;
const statusTimeoutMs = 3_000;
const sessionTimeoutMs = 15_000;
const endTimeoutMs = 3_000;
/** Longer than any job; the runner stays in the foreground of its shell for as long as the driver lives. */
const longestRunMs = 24 * 3_600_000;

/**
 * The messenger's lists never come to rest for long, so a read waits briefly; nothing waits for elements or scroll events,
 * since the engine looks for itself; a phone whose charger is unplugged keeps its server.
 */
const serverSettings = {
  waitForIdleTimeout: 1_000,
  waitForSelectorTimeout: 0,
  actionAcknowledgmentTimeout: 200,
  scrollAcknowledgmentTimeout: 0,
  trackScrollEvents: false,
  enforceXPath1: true,
  shutdownOnPowerDisconnect: false,
  enableNotificationListener: false,
} as const;

const sessionSchema = z.looseObject({ sessionId: z.string() });

/** A UiAutomator2 server that runs on the phone for us, with its one session. Ends with `dispose`. */
export interface ServerRun {
  readonly client: ServerClient;
  /** Path of the session: `/session/<id>`. */
  readonly session: string;
  dispose(): Promise<void>;
}

/**
 * Installs the server where it is missing, starts it in a shell of its own and opens a session. Faults:
 * `automation-install-refused`, `automation-taken` (another test tool has the phone's UiAutomation),
 * `automation-start-failed`, and the link's own. After a fault nothing is left running.
 */
export async function startServer(deps: ServerRunDeps, apks: ServerApks): Promise<Outcome<ServerRun>> {
  const brought = await bringServer(deps.link, apks, deps.signal);
  if (!brought.ok) return brought;
  const process = new ServerProcess(deps);
  const ready = await process.whenReady();
  if (!ready.ok) {
    await process.dispose();
    return ready;
  }
  const session = await openSession(process.client);
  if (!session.ok) {
    await process.dispose();
    return session;
  }
  return succeed({ client: process.client, session: session.value, dispose: () => process.dispose(session.value) });
}

async function openSession(client: ServerClient): Promise<Outcome<string>> {
  const capabilities = { capabilities: { firstMatch: [{}], alwaysMatch: {} } };
  const opened = await client.ask('POST', '/session', capabilities, sessionTimeoutMs);
  if (!opened.ok) return opened;
  const parsed = sessionSchema.safeParse(opened.value);
  if (!parsed.success) return fail('automation-start-failed', 'the server gave no session', { reason: 'no-session' });
  const path = `/session/${encodeURIComponent(parsed.data.sessionId)}`;
  const set = await changeSettings(client, path);
  return set.ok ? succeed(path) : set;
}

/** All at once, and one by one where the server does not know one of them: it takes the others then. */
async function changeSettings(client: ServerClient, session: string): Promise<Outcome<unknown>> {
  const change = (settings: object): Promise<Outcome<unknown>> =>
    client.ask('POST', `${session}/appium/settings`, { settings }, sessionTimeoutMs);
  const whole = await change(serverSettings);
  if (whole.ok || whole.error.code !== 'command-failed') return whole;
  for (const [name, value] of Object.entries(serverSettings)) {
    const single = await change({ [name]: value });
    if (!single.ok && single.error.code !== 'command-failed') return single;
  }
  return succeed(null);
}

class ServerProcess {
  readonly client: ServerClient;
  readonly #deps: ServerRunDeps;
  readonly #shell = new AbortController();
  /** What `am instrument` had printed by the time it ended. */
  readonly #over: Promise<Outcome<{ readonly stdout: string; readonly stderr: string }>>;
  #hasEnded = false;
  #isReady = false;

  constructor(deps: ServerRunDeps) {
    this.#deps = deps;
    const { link, clock, signal } = deps;
    this.client = new ServerClient({
      clock,
      signal,
      openStream: () => link.open(serverService, { timeoutMs: openTimeoutMs, signal }),
    });
    this.#over = link.shell(`exec am instrument -w -e disableAnalytics true ${runnerComponent}`, {
      timeoutMs: longestRunMs,
      signal: AbortSignal.any([this.#shell.signal, signal]),
    });
    void this.#watch();
  }

  /** Resolves once the server answers; early when its process ends, with what it said. */
  async whenReady(): Promise<Outcome<null>> {
    const { clock, signal } = this.#deps;
    const giveUpAt = clock.monotonic() + startTimeoutMs;
    for (let waitMs = firstLookMs; clock.monotonic() < giveUpAt; waitMs = Math.min(waitMs * 1.5, slowestLookMs)) {
      const status = await this.client.ask('GET', '/status', undefined, statusTimeoutMs);
      if (status.ok) {
        this.#isReady = true;
        return succeed(null);
      }
      if (this.#hasEnded) return { ok: false, error: readEnd(await this.#over) };
      if (status.error.code !== 'automation-gone') return status;
      await pause(clock, waitMs, signal);
    }
    return fail('automation-start-failed', 'the server did not answer in time', { reason: 'timeout' });
  }

  async #watch(): Promise<void> {
    const { signal, onLost } = this.#deps;
    await this.#over;
    this.#hasEnded = true;
    if (this.#isReady && !this.#shell.signal.aborted && !signal.aborted) onLost?.();
  }

  /** Ends the session, the shell that holds the runner, and with it the process on the phone. */
  async dispose(session?: string): Promise<void> {
    const { link, signal, logger } = this.#deps;
    if (session !== undefined && !this.#hasEnded) await this.client.ask('DELETE', session, undefined, endTimeoutMs);
    this.client.dispose();
    this.#shell.abort();
    await this.#over;
    if (signal.aborted) return; // The shell is closed: the phone ends the process by itself.
    const stopped = await link.shell(`am force-stop ${serverPackage}`, { timeoutMs: endTimeoutMs, signal });
    if (!stopped.ok) logger.warn('automation-not-stopped', { code: stopped.error.code });
  }
}

/** Why `am instrument` ended before its server answered (AOSP Instrument.java; UiAutomationManager). */
function readEnd(over: Outcome<{ readonly stdout: string; readonly stderr: string }>): Fault {
  if (!over.ok) return over.error;
  const text = `${over.value.stdout}\n${over.value.stderr}`;
  const detail = { text: text.trim().slice(0, 300) };
  if (/already registered/.test(text)) {
    return fail('automation-taken', 'another tool has the UiAutomation of the phone', detail).error;
  }
  const reason = /Unable to find instrumentation/.test(text)
    ? 'instrumentation-missing'
    : /signature matching/.test(text)
      ? 'signature'
      : 'crashed';
  return fail('automation-start-failed', 'the server ended before it answered', { reason, ...detail }).error;
}
