import type { Settings } from '../../contract/settings.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { HealthReadings } from '../health/readings.ts';
import type { EventLog } from '../sessions/event-log.ts';
import type { FairLimiter } from '../sessions/limiter.ts';
import { PhoneSession, type PhoneSessionDeps } from '../sessions/phone-session.ts';
import type { PhoneDirectory } from './phone-directory.ts';

export interface PhoneSessionsDeps extends Pick<PhoneSessionDeps, 'world' | 'transportOf' | 'onAnswer'> {
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly directory: PhoneDirectory;
  readonly events: EventLog;
  readonly settings: () => Settings;
  readonly pollLimiter: FairLimiter;
  readonly isRecoveryEnabled: boolean;
  readonly onChanged: (phoneId: string) => void;
  /** A poll saw another boot than the one that is remembered. */
  readonly onOtherBoot: (phoneId: string) => void;
}

/** One session for each phone of the directory, opened when it is first asked for. */
export class PhoneSessions implements Disposable {
  readonly #deps: PhoneSessionsDeps;
  readonly #sessions = new Map<string, PhoneSession>();

  constructor(deps: PhoneSessionsDeps) {
    this.#deps = deps;
  }

  /** Null when there is no such phone. */
  get(phoneId: string): PhoneSession | null {
    const running = this.#sessions.get(phoneId);
    if (running !== undefined) return running;
    return this.#deps.directory.get(phoneId) === null ? null : this.#open(phoneId);
  }

  /** Ends a session; the next `get` begins another, which has seen nothing yet. */
  close(phoneId: string): void {
    this.#sessions.get(phoneId)?.dispose();
    this.#sessions.delete(phoneId);
  }

  /** The settings changed: intervals and limits hold from now on. */
  replan(): void {
    for (const session of this.#sessions.values()) session.replan();
  }

  dispose(): void {
    for (const session of this.#sessions.values()) session.dispose();
    this.#sessions.clear();
  }

  #open(phoneId: string): PhoneSession {
    const { directory, events } = this.#deps;
    const session = new PhoneSession({
      ...this.#deps,
      phoneId,
      record: () => directory.get(phoneId),
      onPolled: (readings) => this.#learn(phoneId, readings),
      note: (kind, params) => events.note(phoneId, kind, params),
      onChanged: () => this.#deps.onChanged(phoneId),
    });
    this.#sessions.set(phoneId, session);
    session.review();
    return session;
  }

  /** A poll tells more of the phone than its identity does: the messenger's version, and another boot. */
  #learn(phoneId: string, readings: HealthReadings | null): void {
    const { directory, onOtherBoot } = this.#deps;
    const record = directory.get(phoneId);
    if (record === null || readings === null) return;
    if (readings.bootId !== null && record.lastBootId !== null && readings.bootId !== record.lastBootId) {
      return onOtherBoot(phoneId);
    }
    const { messenger } = readings;
    if (messenger === null) return;
    this.noteMessengerVersion(phoneId, messenger.kind === 'installed' ? messenger.version : null);
  }

  /** The phone's messenger has that version; null where there is none. */
  noteMessengerVersion(phoneId: string, messengerVersion: string | null): void {
    const { directory } = this.#deps;
    const record = directory.get(phoneId);
    if (record === null || messengerVersion === record.facts.messengerVersion) return;
    directory.put({ ...record, facts: { ...record.facts, messengerVersion } });
  }
}
