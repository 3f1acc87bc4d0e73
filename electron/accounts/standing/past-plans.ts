import type { Plan } from '../plans/plan.ts';
import type { ExitGround } from './exit-needs.ts';
import { spansOf } from './signal-spans.ts';

/**
 * What past days are judged by besides the plan of now: the one that held on them, where it was another. What asks for more of the
 * two counts, so that a looser plan opens nothing backwards and a tighter one holds from the beginning.
 */
export class PastPlans {
  readonly #ground: ExitGround;
  readonly #known = new Map<Plan, ExitGround>();

  constructor(ground: ExitGround) {
    this.#ground = ground;
  }

  /** Null where the plan of now is the one that held then, or nobody knows of another. */
  otherAt(moment: number): ExitGround | null {
    const { plan: ofNow, facts } = this.#ground;
    const plan = facts.plans?.at(moment) ?? ofNow;
    if (plan === ofNow) return null;
    const known = this.#known.get(plan) ?? { ...this.#ground, plan, spans: spansOf(facts, plan) };
    this.#known.set(plan, known);
    return known;
  }
}
