import { noteOutcome, runAudited } from '../../audit/audited-act.ts';
import type { AuditPort } from '../../audit/audit-log.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { PhoneAct } from '../../contract/phones.ts';
import type { Handlers } from '../../contract/procedures.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { Store } from '../../store/store.ts';
import type { PhoneRegistry } from '../registry/phone-registry.ts';
import type { PhoneRecord } from '../registry/phone-record.ts';
import type { EventLog } from '../sessions/event-log.ts';
import { FairLimiter } from '../sessions/limiter.ts';
import type { PhoneSession } from '../sessions/phone-session.ts';
import { runBatch, unknownPhone } from './batch.ts';
import { takeScreenshot } from './screenshot.ts';
import { leaveDialler, showNumber } from './show-number.ts';

export interface PhoneActsDeps {
  readonly registry: PhoneRegistry;
  readonly store: Store;
  readonly audit: AuditPort;
  readonly events: EventLog;
  readonly clock: Clock;
  readonly machineClock: Clock;
  /** `adb connect` for the phone's remembered network routes that are not listed. */
  readonly connectMissing: (record: PhoneRecord, signal: AbortSignal) => Promise<Outcome<null>>;
}

type ActName = 'phones.recheck' | 'phones.reconnect' | 'phones.reboot' | 'phones.showNumber' | 'phones.screenshot';

const parallelScreenshots = 6;
const parallelHands = 16;
const slowAfterMs = 4_000;
const rebootTimeoutMs = 10_000;

/** What an operator does to phones with his own hand: look again, reconnect, restart, show the number, screenshot. */
export class PhoneActs implements Disposable {
  readonly handlers: Handlers<ActName>;
  readonly #deps: PhoneActsDeps;
  readonly #screenshots: FairLimiter;
  readonly #hands: FairLimiter;
  readonly #stop = new AbortController();
  readonly #homeTimers = new Map<string, () => void>();

  constructor(deps: PhoneActsDeps) {
    this.#deps = deps;
    const limits = { clock: deps.machineClock, slowAfterMs };
    this.#screenshots = new FairLimiter({ ...limits, capacity: parallelScreenshots });
    this.#hands = new FairLimiter({ ...limits, capacity: parallelHands });
    this.handlers = {
      'phones.recheck': async ({ phoneIds }) =>
        succeed(await this.#all(phoneIds, 'recheck', (session, record) => this.#recheck(session, record))),
      'phones.reconnect': async ({ phoneIds }, signal) =>
        succeed(await this.#all(phoneIds, 'reconnect', (session, record) => this.#reconnect(session, record, signal))),
      'phones.reboot': async ({ phoneIds }, signal) =>
        succeed(await this.#all(phoneIds, 'reboot', (session, record) => this.#reboot(session, record, signal))),
      'phones.showNumber': async ({ phoneIds, seconds }, signal) =>
        succeed(
          await this.#all(phoneIds, 'show-number', (session, record) =>
            this.#showNumber(session, record, { seconds, signal }),
          ),
        ),
      'phones.screenshot': ({ phoneId }, signal) => this.#screenshot(phoneId, signal),
    };
  }

  dispose(): void {
    this.#stop.abort();
    for (const cancel of this.#homeTimers.values()) cancel();
    this.#homeTimers.clear();
    this.#screenshots.dispose();
    this.#hands.dispose();
  }

  #all(
    phoneIds: readonly string[],
    act: PhoneAct,
    work: (session: PhoneSession, record: PhoneRecord) => Promise<Outcome<unknown>>,
  ): ReturnType<typeof runBatch> {
    const { registry, events } = this.#deps;
    return runBatch(phoneIds, async (phoneId) => {
      const record = registry.directory.get(phoneId);
      const session = registry.session(phoneId);
      if (record === null || session === null) return unknownPhone(phoneId);
      const outcome = await work(session, record);
      events.note(phoneId, 'act', { act, code: outcome.ok ? null : outcome.error.code });
      return outcome;
    });
  }

  /** One poll; a phone that cannot be polled is asked anew who it is, in case it answers again. */
  async #recheck(session: PhoneSession, { phoneId }: PhoneRecord): Promise<Outcome<null>> {
    const polled = await session.poll();
    if (!polled.ok) this.#deps.registry.refresh(phoneId);
    return polled;
  }

  /** Where adb lists the phone its transport is reconnected; where it has forgotten it, it is connected again. */
  async #reconnect(session: PhoneSession, record: PhoneRecord, signal: AbortSignal): Promise<Outcome<null>> {
    const isListed = session.currentRouteId !== null;
    const outcome = isListed ? await session.reconnect() : await this.#deps.connectMissing(record, signal);
    this.#log('phones.reconnect', record, outcome);
    return outcome;
  }

  async #reboot(session: PhoneSession, record: PhoneRecord, signal: AbortSignal): Promise<Outcome<null>> {
    const note = { action: 'phones.reboot', subject: record.phoneId, params: { number: record.number } };
    return runAudited(this.#deps, note, () =>
      session.hold('hand', { mayWait: false, signal }, async () => {
        session.noteReboot(true);
        // Not the holder's link: losing the phone is what is wanted here.
        const asked = await session.link.reboot({ timeoutMs: rebootTimeoutMs, signal });
        if (!asked.ok) session.noteReboot(false);
        return asked;
      }),
    );
  }

  async #showNumber(
    session: PhoneSession,
    record: PhoneRecord,
    options: { seconds: number; signal: AbortSignal },
  ): Promise<Outcome<null>> {
    const { number, phoneId } = record;
    if (number === null) return fail('invalid-input', 'the phone has no number', { field: 'number', rule: 'missing' });
    const signal = AbortSignal.any([options.signal, this.#stop.signal]);
    const { machineClock: clock } = this.#deps;
    const show = (): Promise<Outcome<null>> =>
      session.hold('hand', { mayWait: false, signal }, (link, held) =>
        showNumber(link, number, { clock, signal: held }),
      );
    const shown = await this.#hands.run(phoneId, show, signal);
    this.#log('phones.showNumber', record, shown);
    if (shown.ok) this.#goHomeLater(session, phoneId, options.seconds * 1000);
    return shown;
  }

  #log(action: ActName, { phoneId, number }: PhoneRecord, outcome: Outcome<unknown>): void {
    noteOutcome(this.#deps, { action, subject: phoneId, params: { number } }, outcome);
  }

  /** A phone that someone else works on by then is left alone. */
  #goHomeLater(session: PhoneSession, phoneId: string, delayMs: number): void {
    this.#homeTimers.get(phoneId)?.();
    const { signal } = this.#stop;
    const cancel = this.#deps.machineClock.after(delayMs, () => {
      this.#homeTimers.delete(phoneId);
      void session.hold('hand', { mayWait: false, signal }, (link, held) => leaveDialler(link, held));
    });
    this.#homeTimers.set(phoneId, cancel);
  }

  async #screenshot(phoneId: string, signal: AbortSignal): Promise<Outcome<{ pngBase64: string; takenAt: number }>> {
    const record = this.#deps.registry.directory.get(phoneId);
    const session = this.#deps.registry.session(phoneId);
    if (record === null || session === null) return unknownPhone(phoneId);
    const ended = AbortSignal.any([signal, this.#stop.signal]);
    const taken = await this.#screenshots.run(phoneId, () => takeScreenshot(session.link, ended), ended);
    this.#deps.events.note(phoneId, 'act', { act: 'screenshot', code: taken.ok ? null : taken.error.code });
    this.#log('phones.screenshot', record, taken);
    if (!taken.ok) return taken;
    return succeed({ pngBase64: Buffer.from(taken.value).toString('base64'), takenAt: this.#deps.clock.now() });
  }
}
