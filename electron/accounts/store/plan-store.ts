import { createHash } from 'node:crypto';
import type { Statement, Store } from '../../store/store.ts';
import type { Loosening } from '../plans/plan.ts';

/** A plan that an account was given: the whole text, so that no later version of a template changes it. */
export interface AccountPlan {
  readonly accountPlanId: number;
  readonly accountId: string;
  readonly planTextId: number;
  readonly at: number;
  readonly by: string;
  readonly reason: string | null;
  /** When it ends by itself, and the one before it holds again; null: it stays. */
  readonly untilAt: number | null;
}

export interface SavedTemplate {
  readonly templateId: string;
  readonly version: number;
  readonly planTextId: number;
  readonly savedBy: string;
  readonly savedAt: number;
}

export type StoredLoosening = Loosening & { readonly looseningId: number; readonly accountId: string };

type Values = Readonly<Record<string, string | number | null>>;

const planColumns = 'accountPlanId, accountId, planTextId, at, by, reason, untilAt';
/** As it was given, or ended before its time. */
const looseningColumns = `looseningId, accountId, path, value, reason, supervisor, startsAt,
  min(untilAt, coalesce(looseningEnd.at, untilAt)) AS untilAt`;

/** Templates, the plans of accounts, and what was loosened for a while. Every text is stored once. */
export class PlanStore {
  readonly #textOf: Statement<[number], { text: string }>;
  readonly #textByHash: Statement<[string], { planTextId: number }>;
  readonly #addText: Statement<[string, string], never>;
  readonly #templates: Statement<[], SavedTemplate>;
  readonly #addTemplate: Statement<[Values], never>;
  readonly #plansOf: Statement<[string], AccountPlan>;
  readonly #addPlan: Statement<[Values], never>;
  readonly #loosenings: Statement<[string], StoredLoosening>;
  readonly #addLoosening: Statement<[Values], never>;
  readonly #endLoosening: Statement<[Values], never>;

  constructor(store: Store) {
    this.#textOf = store.prepare('SELECT text FROM planText WHERE planTextId = ?');
    this.#textByHash = store.prepare('SELECT planTextId FROM planText WHERE hash = ?');
    this.#addText = store.prepare('INSERT INTO planText (hash, text) VALUES (?, ?)');
    this.#templates = store.prepare(
      'SELECT templateId, version, planTextId, savedBy, savedAt FROM planTemplate ORDER BY templateId, version',
    );
    this.#addTemplate = store.prepare(
      'INSERT INTO planTemplate VALUES (@templateId, @version, @planTextId, @savedBy, @savedAt)',
    );
    this.#plansOf = store.prepare(`SELECT ${planColumns} FROM accountPlan WHERE accountId = ? ORDER BY accountPlanId`);
    this.#addPlan = store.prepare(`INSERT INTO accountPlan (accountId, planTextId, at, by, reason, untilAt)
      VALUES (@accountId, @planTextId, @at, @by, @reason, @untilAt)`);
    this.#loosenings = store.prepare(
      `SELECT ${looseningColumns} FROM accountLoosening LEFT JOIN looseningEnd USING (looseningId)
        WHERE accountId = ? ORDER BY looseningId`,
    );
    this.#addLoosening =
      store.prepare(`INSERT INTO accountLoosening (accountId, path, value, reason, supervisor, startsAt, untilAt)
      VALUES (@accountId, @path, @value, @reason, @supervisor, @startsAt, @untilAt)`);
    this.#endLoosening = store.prepare(
      'INSERT INTO looseningEnd (looseningId, at, by) VALUES (@looseningId, @at, @by)',
    );
  }

  /** @throws Error for an id that was never given */
  textOf(planTextId: number): string {
    const row = this.#textOf.get(planTextId);
    if (row === undefined) throw new Error(`there is no plan text ${planTextId}`);
    return row.text;
  }

  /** @returns the id of that very text */
  keepText(text: string): number {
    const hash = createHash('sha256').update(text).digest('hex');
    return this.#textByHash.get(hash)?.planTextId ?? this.#addText.run(hash, text).lastRowId;
  }

  /** Every saved version; the shipped template is none of them. */
  templates(): SavedTemplate[] {
    return this.#templates.all();
  }

  addTemplate(template: SavedTemplate): void {
    this.#addTemplate.run({ ...template });
  }

  /** Oldest first. */
  plansOf(accountId: string): AccountPlan[] {
    return this.#plansOf.all(accountId);
  }

  addPlan(plan: Omit<AccountPlan, 'accountPlanId'>): void {
    this.#addPlan.run({ ...plan });
  }

  /** Those that are over too, oldest first. */
  looseningsOf(accountId: string): StoredLoosening[] {
    return this.#loosenings.all(accountId);
  }

  addLoosening(loosening: Omit<StoredLoosening, 'looseningId'>): void {
    this.#addLoosening.run({ ...loosening });
  }

  /** From then on the plan's own number holds again. */
  endLoosening(end: { readonly looseningId: number; readonly at: number; readonly by: string }): void {
    this.#endLoosening.run({ ...end });
  }
}

/** The plan that holds once all that were given for a while are over; null: none does. */
export function lastingPlan(plans: readonly AccountPlan[]): AccountPlan | null {
  return plans.findLast(({ untilAt }) => untilAt === null) ?? null;
}

/** The plan that held at a moment that is past: by those that had been given by then. Null: none did. */
export function planThen(plans: readonly AccountPlan[], at: number): AccountPlan | null {
  return planAt(
    plans.filter((given) => given.at <= at),
    at,
  );
}

/** The plan of an account at an instant: the last one that was given and is not over. */
export function planAt(plans: readonly AccountPlan[], now: number): AccountPlan | null {
  return plans.findLast(({ untilAt }) => untilAt === null || now < untilAt) ?? null;
}
