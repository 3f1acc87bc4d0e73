import { looseningEnd } from '../gate/numbers-in-force.ts';
import { nextTurnAt } from '../standing/turning-point.ts';
import { factsOf, type Ahead, type AccountState, type ComingAccount, type ForeseenAccount } from './account-state.ts';

type Turning = Pick<AccountState, 'record' | 'plan'> & Pick<ForeseenAccount, 'standing'>;

export interface AheadGround {
  /** As it is at `fromAt`. */
  readonly first: Turning;
  readonly fromAt: number;
  /** Is asked once, by whoever looks so far. */
  readonly foresee: () => (at: number) => ForeseenAccount;
}

/** More turns than that are none that anybody waits for. */
const turnsLimit = 400;

/**
 * What becomes of an account if nobody does anything: how it is after each moment at which a gate may find it another one. They are found
 * out one after the other, as far ahead as somebody asks, and kept.
 */
export class AccountAhead implements Ahead {
  readonly #ground: AheadGround;
  readonly #coming: ComingAccount[] = [];
  #stateAt: ((at: number) => ForeseenAccount) | null = null;
  #isWhole = false;

  constructor(ground: AheadGround) {
    this.#ground = ground;
  }

  next(at: number): ComingAccount | null {
    for (let place = 0; place < turnsLimit; place++) {
      const coming = this.#coming[place] ?? this.#findNext();
      if (coming === null || coming.fromAt > at) return coming;
    }
    return null;
  }

  #findNext(): ComingAccount | null {
    const { first, fromAt, foresee } = this.#ground;
    const last = this.#coming.at(-1);
    const turnAt = this.#isWhole ? null : turnAfter(last ?? first, last?.fromAt ?? fromAt);
    this.#isWhole = turnAt === null;
    if (turnAt === null) return null;
    this.#stateAt ??= foresee();
    const coming = { ...this.#stateAt(turnAt), fromAt: turnAt };
    this.#coming.push(coming);
    return coming;
  }
}

function turnAfter({ record, plan, standing }: Turning, now: number): number | null {
  const facts = factsOf(record);
  const ends = record.plans.map(({ untilAt }) => untilAt);
  const raised = record.loosenings.flatMap((loosening) => [loosening.startsAt, looseningEnd(loosening, plan)]);
  const moments = [nextTurnAt(facts, plan, standing, now), ...ends, ...raised];
  const later = moments.filter((at) => at !== null).filter((at) => at > now);
  return later.length === 0 ? null : Math.min(...later);
}
