import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BrokenShippedPlan } from '../plans/broken-plan.ts';
import { shippedPlanFile } from '../plans/plan-files.ts';
import type { Plan } from '../plans/plan.ts';
import { readPlan } from '../plans/read-plan.ts';
import type { PlanStore } from '../store/plan-store.ts';
import { practicePlan } from './practice-plan.ts';

/** A template that accounts can be given, and its text. */
export interface ShelvedTemplate {
  readonly templateId: string;
  readonly version: number;
  readonly text: string;
  readonly plan: Plan;
  /** Null for the one that came with the console. */
  readonly saved: { readonly by: string; readonly at: number } | null;
}

/** The plans that there are, each text parsed once. */
export class PlanShelf {
  readonly shipped: Plan;
  readonly shippedText: string;
  /** What accounts on virtual phones go by that were put under no plan. */
  readonly practice: Plan;
  readonly #store: PlanStore;
  readonly #parsed = new Map<number, Plan>();

  /** @throws BrokenShippedPlan where the shipped plan cannot be read */
  constructor(store: PlanStore, resourcesFolder: string) {
    this.#store = store;
    this.shippedText = readFileSync(join(resourcesFolder, shippedPlanFile), 'utf8');
    const { plan, problems } = readPlan(shippedPlanFile, this.shippedText, null);
    if (plan === null) throw new BrokenShippedPlan(problems);
    this.shipped = plan;
    this.practice = practicePlan(plan);
  }

  /**
   * A stored plan. It was sound when it was stored; for one that this release does not understand the shipped one stands in, marked
   * as unreadable, so that nobody under it does anything.
   */
  planOf(planTextId: number): Plan {
    const known = this.#parsed.get(planTextId);
    if (known !== undefined) return known;
    const text = this.#store.textOf(planTextId);
    const plan = text === this.shippedText ? this.shipped : this.#read(planTextId, text);
    this.#parsed.set(planTextId, plan);
    return plan;
  }

  templates(): ShelvedTemplate[] {
    const saved = this.#store.templates().map(({ templateId, version, planTextId, savedBy, savedAt }) => {
      const [text, plan] = [this.#store.textOf(planTextId), this.planOf(planTextId)];
      return { templateId, version, text, plan, saved: { by: savedBy, at: savedAt } };
    });
    return [this.#shippedTemplate(), ...saved];
  }

  /** `version` null: the newest one. */
  find(templateId: string, version: number | null): ShelvedTemplate | null {
    const fitting = this.templates().filter((template) => template.templateId === templateId);
    const wanted = version ?? Math.max(...fitting.map((template) => template.version));
    return fitting.find((template) => template.version === wanted) ?? null;
  }

  #read(planTextId: number, text: string): Plan {
    const { plan } = readPlan(`plan ${planTextId}`, text, null);
    return plan ?? { ...this.shipped, isUnreadable: true };
  }

  #shippedTemplate(): ShelvedTemplate {
    const { planId: templateId, version } = this.shipped;
    return { templateId, version, text: this.shippedText, plan: this.shipped, saved: null };
  }
}
