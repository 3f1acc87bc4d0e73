import { CustodyStore } from '../../../electron/accounts/custody/custody-store.ts';
import { openCustody, type Custody } from '../../../electron/accounts/custody/custody.ts';
import { KnownTime } from '../../../electron/accounts/desk/known-time.ts';
import { SleepWatch } from '../../../electron/accounts/true-time/sleep-watch.ts';
import { TrueTime } from '../../../electron/accounts/true-time/true-time.ts';
import type { Clock } from '../../../electron/runtime/clock.ts';
import type { Disposable } from '../../../electron/runtime/disposal.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { Store } from '../../../electron/store/store.ts';
import type { SeededRandom } from '../../../simulator/world/seeded-random.ts';

const machine = { machineHash: 'show', hostHash: 'show' } as const;
const dayMs = 86_400_000;
/** Phones keep the time about so well. */
const mostSkewMs = 3_000;

interface PhoneTimeGround {
  readonly folder: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly phoneIds: readonly string[];
  readonly random: SeededRandom;
}

/** The time as a real desk has it: told by the clocks of all its phones, of a ledger that is in custody. */
export class PhoneTime implements Disposable {
  readonly known: KnownTime;
  readonly #clock: Clock;
  readonly #phones: readonly { readonly phoneId: string; readonly skewMs: number }[];
  readonly #time: TrueTime;
  readonly #custody: Custody;
  #next = 0;

  constructor({ folder, store, clock, phoneIds, random }: PhoneTimeGround) {
    this.#clock = clock;
    this.#phones = phoneIds.map((phoneId) => ({ phoneId, skewMs: random.between(-mostSkewMs, mostSkewMs) }));
    const sleep = new SleepWatch({ monotonic: () => performance.now() });
    this.#time = new TrueTime({ store, clock, sleep, logger: silentLogger, measureNow: () => undefined });
    const custody = openCustody({ store, folder, machine, lastKnownAt: clock.now(), logger: silentLogger });
    if (!custody.ok) throw new Error(custody.error.message);
    this.#custody = custody.value;
    this.known = new KnownTime({ source: this.#time, custody: this.#custody, refusal: () => null });
    for (let count = 0; count < this.#phones.length; count++) this.measureNext();
  }

  /** The next phone in turn is polled. */
  measureNext(): void {
    const phone = this.#phones[this.#next++ % this.#phones.length];
    if (phone === undefined) return;
    const [now, monotonicAt] = [this.#clock.now(), this.#clock.monotonic()];
    this.#time.measured({ phoneId: phone.phoneId, phoneAt: now + phone.skewMs, monotonicAt, pcAt: now });
  }

  dispose(): void {
    this.#custody.dispose();
    this.#time.dispose();
  }
}

/** The desk turns out to have lost what was done in so many days until now: nobody knows yet when that ends. */
export function loseDays(store: Store, now: number, days: number): void {
  const rows = new CustodyStore(store);
  const written = store.write(() =>
    rows.addSpan({ kind: 'older', missing: 3, most: null, fromAt: now - days * dayMs }),
  );
  if (!written.ok) throw new Error(written.error.message);
}
