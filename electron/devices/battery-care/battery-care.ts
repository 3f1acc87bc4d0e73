import { noteOutcome } from '../../audit/audited-act.ts';
import type { AuditPort } from '../../audit/audit-log.ts';
import type { CareRow } from '../../contract/battery-care.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { Phone } from '../../contract/phones.ts';
import type { Handlers, ProcedureInput, ProcedureName } from '../../contract/procedures.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import { EventSource } from '../../runtime/event-source.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Store } from '../../store/store.ts';
import { runBatch, unknownPhone, type BatchResults } from '../acts/batch.ts';
import type { Devices } from '../devices.ts';
import { byDue, careOf, chargeMomentOf, dayMs, readingOf, spanAfter, type FullSpan } from './care-rules.ts';
import { CareStore } from './care-store.ts';
import { readChargeLimit, writeChargeLimit } from './charge-limit.ts';
import { chargeSupportOf } from './charge-support.ts';

export interface BatteryCareDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly audit: AuditPort;
  readonly settings: { current(): Settings; subscribe(listener: () => void): () => void };
  readonly devices: Pick<Devices, 'phones' | 'handlers'>;
}

type CareProcedure = Extract<ProcedureName, `batteryCare.${string}`>;

/** Due dates move on although nothing else happens. */
const lookAgainMs = 3_600_000;
/** How far the stored end of a span may lag: a poll a minute is no write a minute. */
const spanLagMs = 1_800_000;

/** Looking after batteries that hang on chargers for years: looks at their backs, rest, charge limits. */
export class BatteryCare implements Disposable {
  readonly handlers: Handlers<CareProcedure>;
  readonly #deps: BatteryCareDeps;
  readonly #kept: CareStore;
  readonly #changes: EventSource<null>;
  readonly #fullSpans: Map<string, FullSpan>;
  /** Until when each span is stored. */
  readonly #storedUntil: Map<string, number>;
  readonly #stops: (() => void)[];
  #cancelLook: () => void = () => undefined;

  constructor(deps: BatteryCareDeps) {
    this.#deps = deps;
    this.#kept = new CareStore(deps.store);
    this.#changes = new EventSource(deps.logger);
    // Before any phone of this start is known; what the database refuses now is dropped at the next start.
    deps.store.write(() => this.#kept.dropForgotten());
    this.#fullSpans = new Map(this.#kept.fullSpans());
    this.#storedUntil = new Map([...this.#fullSpans].map(([phoneId, { lastReadAt }]) => [phoneId, lastReadAt]));
    const { phones } = deps.devices;
    this.#stops = [
      phones.subscribe(({ changed }) => this.#watch([...changed])),
      deps.settings.subscribe(() => this.#changes.emit(null)),
    ];
    this.#watch(phones.list().map(({ phoneId }) => phoneId));
    this.#planLook();
    this.handlers = {
      'batteryCare.list': async () => succeed({ rows: this.rows() }),
      'batteryCare.signOff': async (input, signal) => succeed(await this.#signOff(input, signal)),
      'batteryCare.history': async ({ phoneId }) => succeed({ checks: this.#kept.checksOf(phoneId) }),
      'batteryCare.limitCharge': async (input, signal) => succeed(await this.#limitCharge(input, signal)),
    };
  }

  /** Every phone with what is due, the most urgent first. */
  rows(): CareRow[] {
    const { clock, settings, devices } = this.#deps;
    const lastChecks = this.#kept.lastChecks();
    const limits = this.#kept.limits();
    const context = { settings: settings.current(), now: clock.now() };
    const known = devices.phones.list().filter(({ facts }) => facts.model !== null);
    const rows = known.map((phone) => {
      const { phoneId } = phone;
      const lastCheck = lastChecks.get(phoneId) ?? null;
      const fullSpan = this.#fullSpans.get(phoneId) ?? null;
      return careOf(phone, { lastCheck, fullSpan, limit: limits.get(phoneId) ?? null }, context);
    });
    return rows.toSorted(byDue);
  }

  /** Told whenever `rows` may answer something else about what is due. */
  subscribe(listener: () => void): () => void {
    return this.#changes.subscribe(listener);
  }

  dispose(): void {
    this.#cancelLook();
    for (const stop of this.#stops) stop();
  }

  #planLook(): void {
    this.#cancelLook = this.#deps.clock.after(lookAgainMs, () => {
      this.#changes.emit(null);
      this.#planLook();
    });
  }

  #watch(phoneIds: readonly string[]): void {
    let hasChanged = false;
    for (const phoneId of phoneIds) {
      const phone = this.#deps.devices.phones.get(phoneId);
      if (phone !== null && this.#note(phone)) hasChanged = true;
    }
    if (hasChanged) this.#changes.emit(null);
  }

  /**
   * True when the phone became full or due for a rest, or is not any more. What the database refuses is tried again with the
   * next reading.
   */
  #note(phone: Phone): boolean {
    const { phoneId, health } = phone;
    const before = this.#fullSpans.get(phoneId) ?? null;
    const readAt = readingOf(health.checks, 'battery-level')?.readAt ?? 0;
    const after = spanAfter(before, chargeMomentOf(phone), readAt);
    if (after === before) return false;
    if (after === null) return this.#endSpan(phoneId);
    const isSame = after.fullSinceAt === before?.fullSinceAt;
    const hasNews = !isSame || this.#isLong(after) !== this.#isLong(before);
    if (isSame && after.lastReadAt - (this.#storedUntil.get(phoneId) ?? 0) < spanLagMs) {
      this.#fullSpans.set(phoneId, after);
      return hasNews;
    }
    const stored = this.#deps.store.write(() => this.#kept.setFull(phoneId, after));
    if (stored.ok) this.#storedUntil.set(phoneId, after.lastReadAt);
    if (stored.ok || isSame) this.#fullSpans.set(phoneId, after);
    return hasNews && (stored.ok || isSame);
  }

  #isLong({ fullSinceAt, lastReadAt }: FullSpan): boolean {
    return lastReadAt - fullSinceAt >= this.#deps.settings.current().batteryRestDays * dayMs;
  }

  #endSpan(phoneId: string): boolean {
    const cleared = this.#deps.store.write(() => this.#kept.clearFull(phoneId));
    if (cleared.ok) this.#fullSpans.delete(phoneId);
    return cleared.ok;
  }

  async #signOff(
    { phoneIds, result, note }: ProcedureInput<'batteryCare.signOff'>,
    signal: AbortSignal,
  ): Promise<BatchResults> {
    const { devices } = this.#deps;
    const signed = await runBatch(phoneIds, async (phoneId) => {
      const phone = devices.phones.get(phoneId);
      if (phone === null) return unknownPhone(phoneId);
      const written = this.#writeCheck(phone, { result, note });
      if (!written.ok || result === 'ok') return written;
      const aside = await devices.handlers['phones.setAside']({ phoneIds: [phoneId], isSetAside: true }, signal);
      const refusal = aside.ok ? (aside.value.results[0]?.error ?? null) : aside.error;
      return refusal === null ? succeed(null) : { ok: false, error: refusal };
    });
    this.#changes.emit(null);
    return signed;
  }

  #writeCheck(
    { phoneId, number }: Phone,
    { result, note }: Pick<ProcedureInput<'batteryCare.signOff'>, 'result' | 'note'>,
  ): Outcome<null> {
    const { store, audit, clock } = this.#deps;
    return store.write(() => {
      const line = audit.append({ action: 'batteryCare.signOff', subject: phoneId, params: { number, result } });
      this.#kept.addCheck(phoneId, { at: clock.now(), operatorName: line.operatorName ?? '', result, note });
      return null;
    });
  }

  #limitCharge(
    { phoneIds, isLimited }: ProcedureInput<'batteryCare.limitCharge'>,
    signal: AbortSignal,
  ): Promise<BatchResults> {
    return runBatch(phoneIds, async (phoneId) => {
      const phone = this.#deps.devices.phones.get(phoneId);
      if (phone === null) return unknownPhone(phoneId);
      const outcome = await this.#askLimit(phone, isLimited, signal);
      if (isLimited !== null) {
        const params = { number: phone.number, isLimited };
        noteOutcome(this.#deps, { action: 'batteryCare.limitCharge', subject: phoneId, params }, outcome);
      }
      if (!outcome.ok) return outcome;
      const read = { isLimited: outcome.value, readAt: this.#deps.clock.now() };
      return this.#deps.store.write(() => this.#kept.setLimit(phoneId, read));
    });
  }

  async #askLimit(
    { phoneId, facts }: Phone,
    isLimited: boolean | null,
    signal: AbortSignal,
  ): Promise<Outcome<boolean | null>> {
    const { setting, support } = chargeSupportOf(facts);
    if (setting === null)
      return fail('charge-limit-unavailable', 'the phone offers no charge limit to adb', { support });
    return this.#deps.devices.phones.withPhone(
      phoneId,
      'hand',
      (link, held) =>
        isLimited === null
          ? readChargeLimit(link, setting, held)
          : writeChargeLimit(link, { setting, isLimited }, held),
      signal,
    );
  }
}
