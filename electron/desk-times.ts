import { spanKindOf } from './accounts/custody/custody-store.ts';
import type { Custody } from './accounts/custody/custody.ts';
import { certaintyView } from './accounts/desk/certainty-view.ts';
import type { Refusal } from './accounts/desk/desk-time.ts';
import { KnownTime } from './accounts/desk/known-time.ts';
import { measurementOf } from './accounts/true-time/measurement.ts';
import { OwnTime } from './accounts/true-time/own-time.ts';
import { SleepWatch } from './accounts/true-time/sleep-watch.ts';
import { createTrueClock } from './accounts/true-time/true-clock.ts';
import { TrueTime, type TimeSource } from './accounts/true-time/true-time.ts';
import type { AuditLog } from './audit/audit-log.ts';
import { succeed } from './contract/outcome.ts';
import type { Phone } from './contract/phones.ts';
import type { Handlers } from './contract/procedures.ts';
import type { Devices } from './devices/devices.ts';
import type { PhonePoll } from './devices/registry/phone-sessions.ts';
import type { Clock } from './runtime/clock.ts';
import { DisposalStack, type Disposable } from './runtime/disposal.ts';
import { EventSource } from './runtime/event-source.ts';
import { VirtualOnly } from './runtime/virtual-only.ts';
import type { ServicesPorts } from './services-config.ts';
import type { Store } from './store/store.ts';

export interface DeskTimeDeps {
  readonly ports: ServicesPorts & { readonly machineClock: Clock };
  readonly config: { readonly clockFile: string | null };
  readonly store: Store;
  readonly audit: AuditLog;
  readonly custody: Custody;
  readonly devices: Devices;
}

/** The time that everything above the phones goes by, and how sure it is. */
export interface DeskTimes extends Disposable {
  /** The desk's clock with the true time on it. */
  readonly clock: Clock;
  readonly time: KnownTime;
  readonly custody: Custody;
  /** False as long as `clock` shows what comes next to the true time. */
  isKnown(): boolean;
  readonly handlers: Handlers<'accounts.certainty'>;
  /** Told after the time became known or unknown, and when nothing may act any more. The returned function ends that. */
  subscribe(listener: () => void): () => void;
}

/** Puts together what tells the time: the phones' clocks as polls read them, and the custody of the ledger. */
export function openDeskTimes(deps: DeskTimeDeps): DeskTimes {
  const { ports, custody, config } = deps;
  const life = new DisposalStack();
  const changes = new EventSource<null>(ports.logger);
  const isOwnClock = config.clockFile !== null;
  const source = isOwnClock ? new OwnTime(ports.clock) : followPhones(deps, life);
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
  const view = () => {
    settle();
    const known = { now: source.estimate(), verdict: source.now(), markAt: source.mark, spans: custody.spans() };
    return certaintyView({ ...known, isOwnClock, refusal: refusalOf(only)?.reason ?? null });
  };
  return {
    clock: createTrueClock(ports.clock, source),
    time: new KnownTime({ source, custody, refusal: () => refusalOf(only) }),
    custody,
    isKnown: () => source.now().kind === 'known',
    handlers: { 'accounts.certainty': async () => succeed(view()) },
    subscribe: (listener) => changes.subscribe(() => listener()),
    dispose: () => life.dispose(),
  };
}

function refusalOf(only: VirtualOnly | null): Refusal | null {
  const fault = only?.refusal ?? null;
  return fault === null ? null : { reason: 'clock-real-phone', detail: fault.detail };
}

/**
 * True time out of what polls read. Virtual phones run on the PC's clock: they tell the time only where no real phone is remembered, and
 * leave no lasting mark.
 */
function followPhones({ ports, store, devices }: DeskTimeDeps, life: DisposalStack): TimeSource {
  const { clock, machineClock, power = null } = ports;
  const { phones, polls } = devices;
  const hasReal = (): boolean => phones.list().some(isReal);
  const time = life.use(
    new TrueTime({
      store,
      clock,
      sleep: new SleepWatch(machineClock),
      logger: ports.logger.scoped('accounts'),
      measureNow: () => devices.pollAll(),
      isLasting: hasReal,
    }),
  );
  const virtualIds = new Set<string>();
  const forgetVirtual = (): void => {
    for (const phoneId of virtualIds) time.forget(phoneId);
    virtualIds.clear();
  };
  const onPolled = ({ phoneId, isVirtual, readings }: PhonePoll): void => {
    if (isVirtual && hasReal()) return;
    if (isVirtual) virtualIds.add(phoneId);
    else forgetVirtual();
    const measurement = measurementOf(phoneId, readings, clock.monotonic());
    if (measurement !== null) time.measured(measurement);
  };
  const onPhones = ({ removed }: { readonly removed: ReadonlySet<string> }): void => {
    for (const phoneId of removed) time.forget(phoneId);
    if (virtualIds.size > 0 && hasReal()) forgetVirtual();
  };
  life.defer(polls.subscribe(onPolled));
  life.defer(phones.subscribe(onPhones));
  if (power !== null) life.defer(power.onWoke(() => time.woke()));
  return time;
}

/** One that has not said who it is may be a virtual one yet. */
function isReal({ isVirtual, facts }: Pick<Phone, 'isVirtual' | 'facts'>): boolean {
  return !isVirtual && facts.sdk !== null;
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
  const missing = custody.spans().at(-1)?.missing ?? null;
  const note = { action: 'accounts.custody', subject: null, params: { why, missing } };
  const noted = store.write(() => audit.append(note));
  if (!noted.ok) ports.logger.error('custody-not-noted', { code: noted.error.code });
}
