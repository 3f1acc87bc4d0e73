import { spanKindOf } from './accounts/custody/custody-store.ts';
import type { CurrentOperator } from './accounts/current-operator.ts';
import type { Custody } from './accounts/custody/custody.ts';
import { believePhone } from './accounts/desk/believe-phone.ts';
import { certaintyView } from './accounts/desk/certainty-view.ts';
import type { Refusal } from './accounts/desk/desk-time.ts';
import { KnownTime } from './accounts/desk/known-time.ts';
import { OwnTime } from './accounts/true-time/own-time.ts';
import { PhoneWordStore } from './accounts/true-time/phone-word-store.ts';
import { createTrueClock } from './accounts/true-time/true-clock.ts';
import type { TimeSource } from './accounts/true-time/true-time.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { CertaintyView } from './contract/certainty.ts';
import { fail, type Fault } from './contract/outcome.ts';
import { operatorBoundProcedures, type Handlers, type ProcedureName } from './contract/procedures.ts';
import type { Devices } from './devices/devices.ts';
import { followPhones } from './phones-time.ts';
import type { Clock } from './runtime/clock.ts';
import { DisposalStack, type Disposable } from './runtime/disposal.ts';
import { EventSource } from './runtime/event-source.ts';
import { VirtualOnly } from './runtime/virtual-only.ts';
import type { ServicesPorts } from './services-config.ts';
import type { Store } from './store/store.ts';
import { isReal } from './virtual-folder.ts';

export interface DeskTimeDeps {
  readonly ports: ServicesPorts & { readonly machineClock: Clock };
  readonly config: { readonly clockFile: string | null };
  readonly store: Store;
  readonly audit: AuditLog;
  readonly custody: Custody;
  readonly devices: Devices;
  readonly currentOperator: CurrentOperator;
}

/** The time that everything above the phones goes by, and how sure it is. */
export interface DeskTimes extends Disposable {
  /** The desk's clock with the true time on it. */
  readonly clock: Clock;
  readonly time: KnownTime;
  readonly custody: Custody;
  /** False as long as `clock` shows what comes next to the true time. */
  isKnown(): boolean;
  /** How sure it is by now. */
  certainty(): Omit<CertaintyView, 'inGroups'>;
  readonly handlers: Handlers<'accounts.believePhone'>;
  /** Why nothing more may be noted of accounts and their plans: once a real phone met this desk's own clock. */
  refusalOf(name: ProcedureName): Fault | null;
  /**
   * Does something as soon as `clock` shows no guess any more; at once where no real phone is remembered, as nobody else could tell.
   * The returned function calls it off.
   */
  whenKnown(task: () => void): () => void;
  /** Told after the time became known or unknown, and when nothing may act any more. The returned function ends that. */
  subscribe(listener: () => void): () => void;
}

/** Puts together what tells the time: the phones' clocks as polls read them, and the custody of the ledger. */
export function openDeskTimes(deps: DeskTimeDeps): DeskTimes {
  const { ports, custody, config } = deps;
  const life = new DisposalStack();
  const changes = new EventSource<null>(ports.logger);
  const isOwnClock = config.clockFile !== null;
  const words = new PhoneWordStore(deps.store);
  const source = isOwnClock ? new OwnTime(ports.clock) : followPhones({ ...deps, words }, life);
  const only = isOwnClock ? life.use(keepVirtual(deps, () => changes.emit(null))) : null;
  noteCustody(deps);
  const settle = (): void => {
    const verdict = source.now();
    if (verdict.kind === 'known') custody.settle(verdict.now);
  };
  settle();
  const tell = (): void => {
    if (life.isDisposed) return;
    settle();
    changes.emit(null);
  };
  // Whoever asked for the time goes on first: he may be in the middle of something.
  life.defer(source.subscribe(() => queueMicrotask(tell)));
  const isGuess = (): boolean => source.now().kind !== 'known' && deps.devices.phones.list().some(isReal);
  return {
    clock: createTrueClock(ports.clock, source),
    time: new KnownTime({ source, custody, refusal: () => refusalOf(only) }),
    custody,
    isKnown: () => source.now().kind === 'known',
    certainty: () => {
      settle();
      return viewOf(source, custody, { isOwnClock, refusal: refusalOf(only)?.reason ?? null });
    },
    handlers: {
      'accounts.believePhone': async ({ phoneId }) => believePhone({ ...sayerOf(deps), source, words }, phoneId),
    },
    whenKnown: (task) => doOnce(task, isGuess, changes),
    refusalOf: (name) => (isNoted(name) ? faultOf(only) : null),
    subscribe: (listener) => changes.subscribe(() => listener()),
    dispose: () => life.dispose(),
  };
}

function viewOf(
  source: TimeSource,
  custody: Custody,
  desk: Pick<CertaintyView, 'isOwnClock' | 'refusal'>,
): Omit<CertaintyView, 'inGroups'> {
  const known = { now: source.estimate(), verdict: source.now(), markAt: source.mark, spans: custody.spans() };
  return certaintyView({ ...known, unwitnessed: custody.unwitnessed(), ...desk });
}

function sayerOf({ store, audit, ports: { clock }, currentOperator }: DeskTimeDeps) {
  return { store, audit, clock, operatorName: () => currentOperator.current()?.name ?? '' };
}

function refusalOf(only: VirtualOnly | null): Refusal | null {
  const fault = only?.refusal ?? null;
  return fault === null ? null : { reason: 'clock-real-phone', detail: fault.detail };
}

function doOnce(task: () => void, isTooEarly: () => boolean, changes: EventSource<null>): () => void {
  const stop = changes.subscribe(() => {
    if (isTooEarly()) return;
    stop();
    task();
  });
  if (isTooEarly()) return stop;
  stop();
  task();
  return stop;
}

function faultOf(only: VirtualOnly | null): Fault | null {
  const fault = only?.refusal ?? null;
  return fault === null ? null : fail(fault.code, fault.message, fault.detail).error;
}

/** What people enter about accounts and plans is a fact with a time. */
function isNoted(name: ProcedureName): boolean {
  return operatorBoundProcedures.has(name) && /^(?:accounts|plans)\./u.test(name);
}

function keepVirtual({ ports, devices: { phones } }: DeskTimeDeps, onRefused: () => void): VirtualOnly {
  const logger = ports.logger.scoped('accounts');
  return new VirtualOnly({
    phones: () =>
      phones.list().map((phone) => {
        const { phoneId, routes } = phone;
        return { phoneId, isVirtual: !isReal(phone), isAttached: routes.some(({ isLive }) => isLive) };
      }),
    subscribe: (listener) => phones.subscribe(() => listener()),
    onRefused: ({ code, detail }) => {
      logger.error(code, detail);
      onRefused();
    },
  });
}

/** That acts may be lacking is on record from the start at which it was found out. */
function noteCustody({ custody, store, audit, ports }: DeskTimeDeps): void {
  const why = spanKindOf(custody.verdict);
  if (why === null) return;
  const { verdict } = custody;
  const [missing, missingFacts] = verdict.kind === 'older' ? [verdict.by, verdict.facts] : [null, null];
  const note = { action: 'accounts.custody', subject: null, params: { why, missing, missingFacts } };
  const noted = store.write(() => audit.append(note));
  if (!noted.ok) ports.logger.error('custody-not-noted', { code: noted.error.code });
}
