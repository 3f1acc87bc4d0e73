import type { AuditNote } from '../audit/audit-log.ts';
import type { AttemptPurpose } from '../contract/jobs.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { Phone } from '../contract/phones.ts';
import type { PhoneLink } from '../devices/sessions/phone-link.ts';
import { pause } from '../runtime/clock.ts';
import { endOfCancelled, judgeAttempt, type Judgement, type StopReason } from './attempt-judgement.ts';
import { createContext, showToOperator, type AttemptStage } from './attempt-context.ts';
import { AttemptPermit } from './attempt-permit.ts';
import type { CommittedAct } from './gate.ts';
import type { ActItem, AttemptEnd, HeldPhone, RunContext } from './job-kind.ts';
import type { Act } from './job-registry.ts';
import type { ItemRunDeps, RunOrder } from './run-order.ts';
import { dayOf } from './states/job-days.ts';
import type { AttemptClosing } from './store/attempt-store.ts';
import type { ItemRecord } from './store/item-store.ts';

/** How long a kind may take to come back once it was stopped; after that its end does not count any more. */
const graceMs = 3_000;
const writeAgainMs = 2_000;

/** One item on its way: holds its phone, looks first where that is due, acts, and writes down what came of it. */
export class ItemRun {
  readonly order: RunOrder;
  readonly #deps: ItemRunDeps;
  readonly #stop = new AbortController();
  #reason: StopReason | null = null;
  #conclude: (() => Outcome<null>) | null = null;
  #committed: CommittedAct | null = null;
  #isShowing = false;

  constructor(deps: ItemRunDeps, order: RunOrder) {
    this.#deps = deps;
    this.order = order;
  }

  /** A person is shown an act now, and may do it at any moment. */
  get isShowing(): boolean {
    return this.#isShowing;
  }

  /** Ends what is under way as soon as it can be ended; the first reason counts. From now on no commit is permitted. */
  stop(reason: StopReason): void {
    this.#reason ??= reason;
    this.#stop.abort();
  }

  /** Answers the fault that kept it from beginning, if one did; then nothing of the item has changed. Never rejects for a kind that throws. */
  async run(): Promise<Outcome<null>> {
    const { phones } = this.#deps;
    const held = await phones.withPhone(
      this.order.item.phoneId,
      'job',
      (link, signal) => this.#work(link, signal),
      this.#stop.signal,
    );
    await this.#writeDown();
    return held;
  }

  async #work(link: PhoneLink, signal: AbortSignal): Promise<Outcome<null>> {
    const { item, job, kind } = this.order;
    const { phones, book, clock } = this.#deps;
    const known = phones.get(item.phoneId);
    const phone = known === null ? null : await this.#asOfNow({ phone: known, link, signal });
    if (signal.aborted) return fail('aborted', 'stopped before it began');
    if (known !== null && phone !== null && this.#isAnotherApp(known, phone))
      return fail('phone-not-ready', 'another version of the app than its turn was given for', {
        reason: 'app-updated',
      });
    const act = kind.bind(actItemOf(item));
    if (phone === null || act === null) {
      const code = phone === null ? 'phone-unknown' : 'subject-unreadable';
      return book.move(item.itemId, { event: 'refuse', at: clock.now(), code });
    }
    const stage = { act, phone, link, signal };
    const isLater = dayOf(clock.now()) !== dayOf(job.plannedAt);
    if (item.isVerifyDue || item.isMarked || isLater) {
      const looked = await this.#attempt('verify', stage);
      if (!looked.ok || !looked.value.goesOn) return looked.ok ? succeed(null) : looked;
    }
    const acted = await this.#attempt('run', stage);
    if (acted.ok) return succeed(null);
    this.#interruptLater(null);
    return acted;
  }

  /** With the version of the app that is on it now. */
  async #asOfNow(held: HeldPhone): Promise<Phone> {
    const messengerVersion = await this.order.kind.readVersion(held);
    return { ...held.phone, facts: { ...held.phone.facts, messengerVersion } };
  }

  /** The turn was given for a version that is not there any more. Once the phone is known by the new one, it is given anew. */
  #isAnotherApp(known: Phone, { phoneId, facts }: Phone): boolean {
    const noted = this.#deps.phones.get(phoneId)?.facts.messengerVersion;
    return facts.messengerVersion !== known.facts.messengerVersion && facts.messengerVersion === noted;
  }

  /** For an item that is under way already, and whose next attempt could not be stored. */
  #interruptLater(closing: AttemptClosing | null): void {
    const { book, clock } = this.#deps;
    const { itemId } = this.order.item;
    const at = clock.now();
    this.#conclude = () =>
      book.items.get(itemId)?.state === 'running'
        ? book.move(itemId, { event: 'interrupt', at }, closing === null ? {} : { closing })
        : succeed(null);
  }

  async #attempt(purpose: AttemptPurpose, stage: Stage): Promise<Outcome<{ readonly goesOn: boolean }>> {
    const { book, clock } = this.#deps;
    const { item, mode, kind } = this.order;
    const appVersion = stage.phone.facts.messengerVersion;
    const startedAt = clock.now();
    const begun = book.begin({ itemId: item.itemId, purpose, mode, appVersion, startedAt });
    if (!begun.ok) return begun;
    const attemptId = begun.value;
    const { phone, link, signal } = stage;
    const permit = this.#permit(attemptId, link, signal);
    const context = createContext(this.#deps, this.order, { attemptId, stage: { phone, link, signal }, permit });
    const end = await this.#carryOut(purpose, stage, context);
    permit.close();
    const judgement = judgeAttempt({
      purpose,
      end,
      isMarked: permit.isGiven || (purpose === 'verify' && item.isMarked),
      stop: this.#reason ?? (stage.signal.aborted ? 'phone-lost' : null),
      refusal: permit.refusal,
      before: item.before,
      afterMark: kind.afterMark,
      wasTried: item.attemptCount > 0,
      isByHandNow: this.#isByHandNow(),
      mayLandUntilAt: item.isMarked ? this.#mayLandUntil(startedAt) : null,
    });
    return succeed({ goesOn: this.#keep(attemptId, judgement, { end, isActed: permit.isGiven || item.isMarked }) });
  }

  /** Counted from the last mark, whatever somebody did to the clock since; null when it was over before the look began. */
  #mayLandUntil(lookedAt: number): number | null {
    const { landsWithinMs = 0 } = this.order.kind;
    const markedAt = this.#deps.book.attempts.lastMarkAt(this.order.item.itemId);
    if (markedAt === null) return null;
    const leftMs = Math.min(markedAt + landsWithinMs - lookedAt, landsWithinMs);
    return leftMs > 0 ? lookedAt + leftMs : null;
  }

  /** The attempt itself may have taught that a person has to do it there. */
  #isByHandNow(): boolean {
    const { item, mode, kind } = this.order;
    const isForHands = kind.isHarmless !== true && mode !== 'manual';
    return isForHands && this.#deps.modes.modeOf(item.accountId, item.phoneId) === 'manual';
  }

  /** True when the act follows now; anything else is written once the phone is free. */
  #keep(attemptId: number, { attempt, item: change }: Judgement, { end, isActed }: Ended): boolean {
    const { book, clock, cooldowns, audit } = this.#deps;
    const { item } = this.order;
    const at = clock.now();
    const closing = { ...attempt, attemptId, endedAt: at };
    if (change === null) {
      if (book.settle(item.itemId, closing).ok) return true;
      this.#interruptLater(closing);
      return false;
    }
    const { cooldownMs } = end;
    const rest = cooldownMs === null ? null : { accountId: item.accountId, untilAt: at + cooldownMs, code: end.code };
    const note = (): void => {
      if (rest !== null) cooldowns.begin(rest);
      if (isActed && this.order.kind.isHarmless !== true) audit.append(noteOfAct(this.order, closing));
    };
    this.#conclude = () => {
      const moved = book.move(item.itemId, { ...this.#withoutReturn(change), at, attemptId }, { closing, note });
      if (moved.ok) this.#tellEnd(closing);
      return moved;
    };
    return false;
  }

  #tellEnd({ attemptId, endedAt: at, state }: AttemptClosing): void {
    const act = this.#committed;
    if (act?.attemptId === attemptId) this.#deps.acts?.ended({ act, at, state });
  }

  /** In a job that was cancelled meanwhile nothing waits for another turn. */
  #withoutReturn(change: NonNullable<Judgement['item']>): NonNullable<Judgement['item']> {
    const { item, job } = this.order;
    const isBack = change.event === 'interrupt' || change.event === 'hold';
    if (!isBack || this.#deps.book.jobs.get(job.jobId)?.state !== 'cancelled') return change;
    return endOfCancelled(this.#deps.book.items.get(item.itemId)?.isMarked ?? true);
  }

  /** A result that cannot be stored is kept until it can: with a full disk the item stays under way. */
  async #writeDown(): Promise<void> {
    const { machineClock, logger, ended } = this.#deps;
    while (this.#conclude !== null) {
      const written = this.#conclude();
      if (written.ok) return;
      logger.error('result-not-stored', { itemId: this.order.item.itemId, code: written.error.code });
      if (ended.aborted) return;
      await pause(machineClock, writeAgainMs, ended);
    }
  }

  /** The kind's own end, or that it broke or did not come back in time. */
  async #carryOut(purpose: AttemptPurpose, { act, signal }: Stage, context: RunContext): Promise<AttemptEnd> {
    const { machineClock, logger } = this.#deps;
    const { kind, mode } = this.order;
    const isTimed = mode === 'auto' && kind.mode === 'by-account';
    const cancelLimit = isTimed
      ? machineClock.after(kind.attemptLimitMs, () => this.stop('took-too-long'))
      : () => undefined;
    const over = new AbortController();
    try {
      const work = purpose === 'run' ? act.run(context) : act.verify(context);
      return await Promise.race([work, this.#lateEnd(signal, over.signal)]);
    } catch (failure) {
      logger.error('job-kind-threw', { kind: kind.kind, purpose }, failure);
      return endWith('unknown', 'kind-broke');
    } finally {
      over.abort();
      cancelLimit();
    }
  }

  /** Settles only after a stop, and then leaves the kind the grace to come back by itself. */
  async #lateEnd(stopped: AbortSignal, over: AbortSignal): Promise<AttemptEnd> {
    const either = AbortSignal.any([stopped, over]);
    await new Promise<void>((resolve) => {
      if (either.aborted) resolve();
      else either.addEventListener('abort', () => resolve(), { once: true });
    });
    await pause(this.#deps.machineClock, graceMs, over);
    return endWith('interrupted', 'aborted');
  }

  #permit(attemptId: number, link: PhoneLink, signal: AbortSignal): AttemptPermit {
    const { book, clock, onMark } = this.#deps;
    const { itemId, accountId, groupId, subject, amount } = this.order.item;
    const mark = (by: CommittedAct['by']): Outcome<null> => {
      const at = clock.now();
      const marked = book.mark(attemptId, itemId, by, { at, amount, ...onMark });
      if (!marked.ok) return marked;
      this.#committed = { attemptId, kind: this.order.kind.kind, accountId, groupId, subject, amount, at, by };
      this.#deps.acts?.committed(this.#committed);
      return marked;
    };
    return new AttemptPermit({
      signal,
      askGate: this.order.askGate,
      mark,
      show: (shown) => this.#show({ attemptId, link, ...shown }),
    });
  }

  async #show(shown: Parameters<typeof showToOperator>[2]): ReturnType<typeof showToOperator> {
    this.#isShowing = shown.asks === 'act' && this.order.kind.isHarmless !== true;
    try {
      return await showToOperator(this.#deps, this.order, shown);
    } finally {
      this.#isShowing = false;
    }
  }
}

/** What the attempts of one run share. */
interface Stage extends AttemptStage {
  readonly act: Act;
}

/** What a kind is told of an item. */
export function actItemOf(item: ItemRecord): ActItem<unknown> {
  const { itemId, jobId, itemKey, accountId, phoneId, groupId, name, subject, before, after } = item;
  return { itemId, jobId, itemKey, accountId, phoneId, groupId, name, subject, before, after };
}

/** How an attempt came back. */
interface Ended {
  readonly end: AttemptEnd;
  /** Something may have been done on the phone: in this attempt, or in an earlier one that this one looked after. */
  readonly isActed: boolean;
}

/** The line of the log for what was done on a phone: what it was about, from what to what, how it was verified, who said yes. */
function noteOfAct({ item, job }: RunOrder, { state, code, reads, verifiedBy }: AttemptClosing): AuditNote {
  const { itemId, jobId, phoneId, groupId, name, before, after } = item;
  const what = { jobKind: job.kind, name, before, after, reads, verifiedBy, outcome: state, outcomeCode: code };
  const params = { ...what, confirmedBy: job.confirmedBy, phoneId, groupId, jobId, itemId };
  return { action: 'jobs.act', subject: phoneId, params };
}

function endWith(state: AttemptEnd['state'], code: AttemptEnd['code']): AttemptEnd {
  return { state, code, detail: {}, after: null, verifiedBy: null, cooldownMs: null };
}
