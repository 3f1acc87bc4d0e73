import type { AlertKind } from '../../contract/alert-kinds.ts';
import type { Account } from '../../contract/accounts.ts';
import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { TextParams } from '../../contract/phones.ts';
import type { AlertSource } from '../../devices/alerts/alert-source.ts';
import { fine, trouble, type Finding } from '../../devices/alerts/finding.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import { EventSource } from '../../runtime/event-source.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { ScheduleKind } from '../../schedules/schedule-kind.ts';
import type { Statement } from '../../store/store.ts';
import type { AccountDesk } from '../account-desk.ts';
import { dayOf, midnightAfter } from '../standing/calendar-day.ts';
import { figuresOf, openChecklistOf, type OpenChecklist } from './open-checklists.ts';

export interface ChecklistReminderDeps {
  readonly desk: Pick<AccountDesk, 'ground' | 'subscribe'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** What people call the account. */
  readonly nameOf: (account: Account) => string;
}

/**
 * Reminds of what is open of today's checklists: from the moment that its schedule says until everything is ticked or the day is over it
 * is one alert of the desk, which follows every tick. Without a schedule it never says anything.
 */
export class ChecklistReminder implements AlertSource, Disposable {
  readonly kinds: readonly AlertKind[] = ['checklist-open'];
  /** Comes with its schedule. */
  readonly schedule: ScheduleKind = { kind: 'checklist-reminder', run: async () => this.#remind() };
  readonly #deps: ChecklistReminderDeps;
  readonly #changes: EventSource<null>;
  readonly #save: Statement<[string], never>;
  readonly #stop: () => void;
  /** What was found out of each account today. */
  readonly #known = new Map<string, OpenChecklist | null>();
  #knownOn: string;
  #day: string | null;
  #cancelMidnight = (): void => undefined;

  constructor(deps: ChecklistReminderDeps) {
    this.#deps = deps;
    const { desk, logger } = deps;
    const { store } = desk.ground;
    this.#changes = new EventSource(logger);
    this.#save = store.prepare(`INSERT INTO checklistReminder (one, day) VALUES (1, ?)
      ON CONFLICT (one) DO UPDATE SET day = excluded.day`);
    this.#day = store.prepare<[], { day: string }>('SELECT day FROM checklistReminder').get()?.day ?? null;
    this.#knownOn = this.#today;
    this.#stop = desk.subscribe((accountId) => this.#review(accountId));
    if (this.#isReminding) this.#waitForMidnight();
  }

  findings(): readonly Finding[] {
    const subject = { type: 'desk' } as const;
    if (!this.#isReminding) return [{ kind: 'checklist-open', subject, verdict: fine }];
    const figures = figuresOf(this.#open());
    if (figures.accounts === 0) return [{ kind: 'checklist-open', subject, verdict: fine }];
    const code = figures.overdue > 0 ? 'overdue' : 'open';
    return [{ kind: 'checklist-open', subject, verdict: trouble('warn', code, figures) }];
  }

  subscribe(listener: () => void): () => void {
    return this.#changes.subscribe(() => listener());
  }

  dispose(): void {
    this.#stop();
    this.#cancelMidnight();
  }

  get #today(): string {
    return dayOf(this.#deps.desk.ground.time.now());
  }

  get #isReminding(): boolean {
    return this.#day === this.#today;
  }

  #remind(): Outcome<TextParams> {
    const today = this.#today;
    const saved = this.#deps.desk.ground.store.write(() => this.#save.run(today));
    if (!saved.ok) return saved;
    this.#day = today;
    this.#known.clear();
    this.#waitForMidnight();
    this.#changes.emit(null);
    return succeed(figuresOf(this.#open()));
  }

  /** What is known is kept, as it is asked for with every tick of anybody. */
  #open(): readonly OpenChecklist[] {
    const { desk, nameOf } = this.#deps;
    if (this.#knownOn !== this.#today) this.#known.clear();
    this.#knownOn = this.#today;
    for (const account of desk.ground.accounts.list()) {
      if (this.#known.has(account.accountId)) continue;
      this.#known.set(account.accountId, openChecklistOf(desk.ground, account, nameOf));
    }
    return [...this.#known.values()].filter((open) => open !== null);
  }

  #review(accountId: string | null): void {
    if (accountId === null) this.#known.clear();
    else this.#known.delete(accountId);
    if (this.#isReminding) this.#changes.emit(null);
  }

  #waitForMidnight(): void {
    const { clock, desk } = this.#deps;
    const now = desk.ground.time.now();
    this.#cancelMidnight();
    this.#cancelMidnight = clock.after(midnightAfter(now) - now, () => {
      if (this.#isReminding) this.#waitForMidnight();
      else this.#changes.emit(null);
    });
  }
}
