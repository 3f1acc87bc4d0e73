import type { Duplex } from 'node:stream';
import type { SimulatorClock } from '../clock.ts';
import { AutomationServer, automationSocket } from '../uiautomator2/automation-server.ts';
import type { AutomatedPhone } from '../uiautomator2/automated-phone.ts';
import type { InstalledPackage } from './packages.ts';
import { alreadyRegistered, type UiAutomation } from './ui-automation.ts';

/** How an instrumentation ended: what `am instrument -w` prints then. */
export type InstrumentationEnd = 'finished' | 'crashed' | 'already-registered';

/** From the start of the process to a server that listens. */
const startMs = 120;
const serverPackage = 'io.appium.uiautomator2.server';

export interface InstrumentationTableOptions {
  readonly clock: SimulatorClock;
  readonly uiAutomation: UiAutomation;
  readonly packageNamed: (name: string) => InstalledPackage | null;
  readonly asAutomated: () => AutomatedPhone;
}

interface Running {
  readonly target: string;
  server: AutomationServer | null;
  readonly end: (how: InstrumentationEnd) => void;
}

/** Test runners inside the phone. The one of the UiAutomator2 server serves its port; any other finishes at once. */
export class InstrumentationTable {
  readonly #options: InstrumentationTableOptions;
  readonly #running = new Map<string, Running>();

  constructor(options: InstrumentationTableOptions) {
    this.#options = options;
  }

  /** Packages whose process runs because of a test runner. */
  get processes(): readonly string[] {
    return [...this.#running.keys()];
  }

  /** Starts the runner in its target package; what ran there is ended first. Resolves when it is over. */
  run(target: string): Promise<InstrumentationEnd> {
    this.stop(target);
    return new Promise((resolve) => {
      const running: Running = {
        target,
        server: null,
        end: (how) => {
          if (this.#running.get(target) === running) this.#running.delete(target);
          running.server?.stop();
          this.#options.uiAutomation.release(running);
          resolve(how);
        },
      };
      if (!this.#options.uiAutomation.take(running)) return resolve('already-registered');
      if (target !== serverPackage) return running.end('finished');
      this.#running.set(target, running);
      this.#options.clock.after(startMs, () => this.#serve(running));
    });
  }

  /** Ends the process of a package, as a force-stop does. */
  stop(target: string): void {
    this.#running.get(target)?.end('crashed');
  }

  stopAll(): void {
    for (const target of this.processes) this.stop(target);
  }

  /** A connection to a port that a runner listens on; null when none does. */
  connect(name: string): Duplex | null {
    return name === automationSocket ? (this.#running.get(serverPackage)?.server?.connect() ?? null) : null;
  }

  #serve(running: Running): void {
    const installed = this.#options.packageNamed(running.target);
    if (this.#running.get(running.target) !== running || installed === null) return;
    running.server = new AutomationServer({
      phone: this.#options.asAutomated(),
      version: { name: installed.versionName, code: installed.versionCode },
      onFinished: () => running.end('finished'),
    });
  }
}

/** The end of an instrumentation as `am instrument -w` prints it (AOSP Instrument.java). */
export function describeEnd(how: InstrumentationEnd, elapsedMs: number): string {
  switch (how) {
    case 'finished':
      return `\nTime: ${(elapsedMs / 1000).toFixed(3)}\n\nOK (1 test)\n\n\n`;
    case 'crashed':
      return 'INSTRUMENTATION_RESULT: shortMsg=Process crashed.\nINSTRUMENTATION_CODE: 0\n';
    case 'already-registered':
      return `INSTRUMENTATION_RESULT: shortMsg=java.lang.IllegalStateException\nINSTRUMENTATION_RESULT: longMsg=${alreadyRegistered}\nINSTRUMENTATION_CODE: 0\n`;
  }
}
