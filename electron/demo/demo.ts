import type { AuditPort } from '../audit/audit-log.ts';
import type { Demo } from '../contract/demo.ts';
import { fail, succeed, type Fault, type Outcome } from '../contract/outcome.ts';
import type { Handlers } from '../contract/procedures.ts';
import type { Disposable } from '../runtime/disposal.ts';
import { EventSource } from '../runtime/event-source.ts';
import type { Logger } from '../runtime/logger.ts';
import { countToStart, firstStartCount } from './auto-start.ts';
import { startDemoServer } from './demo-control.ts';
import type { DemoLauncher, LaunchedDesk } from './demo-launcher.ts';
import type { DemoStore } from './demo-store.ts';

/** The device layer as the demo needs it: the virtual desk's adb server as one more host. */
export interface DemoHost {
  add(host: { readonly port: number; startServer(signal?: AbortSignal): Promise<Outcome<null>> }): void;
  remove(): Promise<void>;
  /** Real phones attached now or remembered; waits until this machine's host has told its list, or cannot. */
  countRealPhones(signal: AbortSignal): Promise<number>;
}

export interface DemoOptions {
  readonly store: DemoStore;
  readonly launcher: DemoLauncher;
  readonly host: DemoHost;
  readonly audit: AuditPort;
  readonly findAdb: () => Promise<Outcome<{ readonly path: string }>>;
  /** Ends an adb server on loopback that a dead simulator left behind. */
  readonly endServer: (port: number) => Promise<void>;
  readonly stateFolder: string;
  /** Asked for on the command line: for this start alone where another one is remembered; null: that one, or one by chance. */
  readonly seed: number | null;
  readonly random: () => number;
  readonly logger: Logger;
}

const off: Demo = { state: 'off', phoneCount: 0, seed: null, fault: null };

/** The virtual desk (演示): started and stopped by the operator, or by itself as `countToStart` says. */
export class DemoService implements Disposable {
  readonly handlers: Handlers<'demo.start' | 'demo.stop'>;
  readonly #options: DemoOptions;
  readonly #changes: EventSource<Demo>;
  #demo: Demo = off;
  #desk: LaunchedDesk | null = null;
  #starting: { readonly abort: AbortController; readonly done: Promise<Outcome<null>> } | null = null;
  #isDisposed = false;

  constructor(options: DemoOptions) {
    this.#options = options;
    this.#changes = new EventSource(options.logger);
    this.handlers = {
      'demo.start': ({ phoneCount }) => this.#startAsked(phoneCount),
      'demo.stop': () => this.#stopAsked(),
    };
  }

  current(): Demo {
    return this.#demo;
  }

  subscribe(listener: (demo: Demo) => void): () => void {
    return this.#changes.subscribe(listener);
  }

  /**
   * Starts what should be running without being asked. While it is still open whether a real phone is there, the
   * demo counts as starting, so that nobody takes the desk for finished.
   */
  async startByItself(override: number | null): Promise<Outcome<null>> {
    const wish = this.#options.store.wish();
    const isOpen = override === null && wish.kind === 'undecided';
    if (!isOpen) return this.#startIfAny(countToStart({ override, wish, realPhoneCount: 0 }));
    return this.#begin(firstStartCount, async (signal) => {
      const realPhoneCount = await this.#options.host.countRealPhones(signal);
      if (signal.aborted) return fail('aborted', 'the virtual desk was stopped while it started');
      if (countToStart({ override, wish, realPhoneCount }) > 0) return this.#launch(firstStartCount, signal);
      this.#tell(off);
      return succeed(null);
    });
  }

  /** `demo-already-running` unless it is off or failed; else resolves when the virtual phones can be reached. */
  start(phoneCount: number): Promise<Outcome<null>> {
    return this.#begin(phoneCount, (signal) => this.#launch(phoneCount, signal));
  }

  /** Ends the virtual desk, also one that is only starting; resolves when its process is gone. */
  async stop(): Promise<void> {
    const starting = this.#starting;
    starting?.abort.abort();
    await Promise.allSettled([starting?.done]);
    const desk = this.#desk;
    this.#desk = null;
    if (desk !== null) this.#tell({ ...this.#demo, state: 'stopping', fault: null });
    await this.#options.host.remove();
    await desk?.stop();
    this.#tell(off);
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    await this.stop();
  }

  async #startAsked(phoneCount: number): Promise<Outcome<null>> {
    const started = await this.start(phoneCount);
    if (!started.ok) return started;
    this.#options.audit.append({ action: 'demo.start', subject: null, params: { phoneCount } });
    const remembered = this.#options.store.rememberWish({ kind: 'on', phoneCount });
    return remembered.ok ? succeed(null) : remembered;
  }

  async #stopAsked(): Promise<Outcome<null>> {
    const remembered = this.#options.store.rememberWish({ kind: 'off' });
    await this.stop();
    if (!remembered.ok) return remembered;
    this.#options.audit.append({ action: 'demo.stop', subject: null, params: {} });
    return succeed(null);
  }

  #startIfAny(phoneCount: number): Promise<Outcome<null>> {
    return phoneCount === 0 ? Promise.resolve(succeed(null)) : this.start(phoneCount);
  }

  #begin(phoneCount: number, work: (signal: AbortSignal) => Promise<Outcome<null>>): Promise<Outcome<null>> {
    const { state } = this.#demo;
    if (this.#isDisposed) return Promise.resolve(fail('shutting-down', 'the console is shutting down'));
    if (state !== 'off' && state !== 'failed') {
      return Promise.resolve(fail('demo-already-running', `the virtual desk is ${state}`, { state }));
    }
    const abort = new AbortController();
    this.#tell({ state: 'starting', phoneCount, seed: null, fault: null });
    const done = this.#follow(work(abort.signal));
    this.#starting = { abort, done };
    return done;
  }

  async #follow(work: Promise<Outcome<null>>): Promise<Outcome<null>> {
    try {
      const outcome = await work;
      if (!outcome.ok) this.#tell(outcome.error.code === 'aborted' ? off : this.#failed(outcome.error));
      return outcome;
    } catch (failure) {
      this.#tell(this.#failed(fail('internal', 'starting the virtual desk threw').error));
      throw failure;
    } finally {
      this.#starting = null;
    }
  }

  async #launch(phoneCount: number, signal: AbortSignal): Promise<Outcome<null>> {
    const { launcher, findAdb, host, stateFolder } = this.#options;
    const adb = await findAdb();
    if (!adb.ok) return adb;
    const seed = this.#recallSeed();
    await host.remove();
    const launched = await launcher.launch({ phoneCount, seed, adbPath: adb.value.path, stateFolder }, signal);
    if (!launched.ok) return launched;
    this.#adopt(launched.value);
    this.#tell({ state: 'running', phoneCount, seed, fault: null });
    return succeed(null);
  }

  #adopt(desk: LaunchedDesk): void {
    this.#desk = desk;
    this.#options.host.add({ port: desk.adbPort, startServer: (signal) => startDemoServer(desk, signal) });
    void desk.ended.then((fault) => this.#onEnded(desk, fault));
  }

  /** The host stays in the list, down, until the operator starts or stops the demo: the phones did not just vanish. */
  async #onEnded(desk: LaunchedDesk, fault: Fault | null): Promise<void> {
    if (this.#desk !== desk || fault === null) return;
    this.#desk = null;
    this.#tell(this.#failed(fault));
    await this.#options.endServer(desk.adbPort);
  }

  #failed(fault: Fault): Demo {
    this.#options.logger.error('demo-failed', { code: fault.code, reason: fault.message });
    return { ...this.#demo, state: 'failed', fault };
  }

  #recallSeed(): number {
    const { seed: asked, store, random } = this.#options;
    const remembered = store.seed();
    if (remembered !== null) return asked ?? remembered;
    const seed = asked ?? 1 + Math.floor(random() * 999_999);
    store.rememberSeed(seed);
    return seed;
  }

  #tell(demo: Demo): void {
    this.#demo = demo;
    this.#changes.emit(demo);
  }
}
