import { runAudited } from '../../audit/audited-act.ts';
import type { AuditPort } from '../../audit/audit-log.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { PhonePreparation, PreparationFix } from '../../contract/preparation.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Store } from '../../store/store.ts';
import type { Devices } from '../devices.ts';
import { messengerPackage } from '../health/compound-poll.ts';
import type { FixOrder } from './fix-round.ts';
import { checkPhone, fixPhone, unreachedPhone, type PhoneInHand, type PreparingGround } from './phone-preparing.ts';
import type { PhoneResult } from './preparation-run.ts';
import type { PreparationStore } from './preparation-store.ts';
import type { HelperApp, PreparationStep } from './step.ts';

export interface PreparerDeps {
  readonly store: Store;
  readonly audit: AuditPort;
  /** The desk's time. */
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly settings: { current(): Settings };
  readonly phones: Pick<Devices['phones'], 'get' | 'list' | 'subscribe' | 'withPhone'>;
  readonly helpers: readonly HelperApp[];
  /** A phone was asked and its checklist kept. */
  readonly onChecked?: (checklist: PhonePreparation) => void;
}

/** Longest that one phone may take, installs of helpers included. */
const phoneLimitMs = 5 * 60_000;

/** Checks and fixes one phone at a time, as its holder, and remembers its checklist. */
export class PhonePreparer {
  readonly #deps: PreparerDeps;
  readonly #steps: readonly PreparationStep[];
  readonly #lists: PreparationStore;

  constructor(deps: PreparerDeps, steps: readonly PreparationStep[], lists: PreparationStore) {
    this.#deps = deps;
    this.#steps = steps;
    this.#lists = lists;
  }

  /** Reads every step; changes nothing on the phone. */
  async check(phoneId: string, signal: AbortSignal): Promise<PhoneResult> {
    const checked = await this.#inHand(phoneId, signal, (held) => checkPhone(this.#ground(), held));
    if (!checked.ok) return this.#keepUnreached(phoneId, checked);
    const saved = this.#keep(checked.value);
    return saved.ok ? succeed(new Map()) : saved;
  }

  /** Puts right what these steps can, between two lines of the log. */
  async fix(phoneId: string, order: FixOrder, signal: AbortSignal): Promise<PhoneResult> {
    const params = { steps: order.stepIds.join(', ') };
    const note = { action: 'preparation.fix', subject: phoneId, params };
    return runAudited(this.#deps, note, async () => {
      const fixed = await this.#inHand(phoneId, signal, (held) => fixPhone(this.#ground(), held, order));
      if (!fixed.ok) return this.#keepUnreached(phoneId, fixed);
      const { preparation, fixes } = fixed.value;
      this.#noteChanges(phoneId, fixes);
      const saved = this.#keep(preparation);
      return saved.ok ? succeed(fixes) : saved;
    });
  }

  #keep(checklist: PhonePreparation): Outcome<unknown> {
    const saved = this.#lists.save(checklist);
    if (saved.ok) this.#deps.onChecked?.(checklist);
    return saved;
  }

  /** The log tells what was really changed and what refused, not only what was asked for. */
  #noteChanges(phoneId: string, fixes: ReadonlyMap<string, PreparationFix>): void {
    const named = (outcomes: readonly PreparationFix['outcome'][]): string =>
      [...fixes].flatMap(([stepId, { outcome }]) => (outcomes.includes(outcome) ? [stepId] : [])).join(', ');
    const changed = named(['done']);
    const refused = named(['refused', 'not-kept', 'not-read-back']);
    if (changed === '' && refused === '') return;
    const { store, audit } = this.#deps;
    store.write(() => audit.append({ action: 'preparation.result', subject: phoneId, params: { changed, refused } }));
  }

  /** Keeps what adb itself tells of a phone that could not be asked; a busy or given-up one keeps its checklist. */
  #keepUnreached(phoneId: string, refused: Extract<Outcome<never>, { ok: false }>): PhoneResult {
    const phone = this.#deps.phones.get(phoneId);
    const isNews = refused.error.code !== 'aborted' && refused.error.code !== 'phone-busy';
    if (phone !== null && isNews) this.#lists.save(unreachedPhone(this.#ground(), phone, refused.error));
    return refused;
  }

  async #inHand<T>(
    phoneId: string,
    signal: AbortSignal,
    work: (held: PhoneInHand) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    const { phones, machineClock } = this.#deps;
    const phone = phones.get(phoneId);
    if (phone === null) return fail('phone-not-found', 'no such phone', { phoneId });
    const before: PhonePreparation | null = this.#lists.get(phoneId);
    const limit = new AbortController();
    const cancelLimit = machineClock.after(phoneLimitMs, () => limit.abort());
    try {
      const ended = AbortSignal.any([signal, limit.signal]);
      const done = await phones.withPhone(
        phoneId,
        'hand',
        (link, held) => work({ phone, link, signal: held, before }),
        ended,
      );
      return done.ok || !limit.signal.aborted ? done : fail('timeout', 'preparing took too long', { phoneId });
    } finally {
      cancelLimit();
    }
  }

  #ground(): PreparingGround {
    const { helpers, settings, clock } = this.#deps;
    const { lockPolicy } = settings.current();
    return { steps: this.#steps, helpers, messengerPackage, lockPolicy, now: () => clock.now() };
  }
}
