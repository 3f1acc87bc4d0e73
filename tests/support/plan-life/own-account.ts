import type { ActionId } from '../../../electron/contract/plan-ids.ts';
import type { Deed } from './chronicle.ts';
import { isAbout, ownSpans, type OwnSpan, type SeenSignal } from './own-spans.ts';
import { afterDay, begunAgain, droppedStay, seededStay, type OwnStay } from './own-stay.ts';
import { readSop, shippedSop, type Sop } from './sop.ts';
import { dayMs, midnightOf, shanghaiDay } from './true-days.ts';

/** How an account stands for an action, by our own reading of its plan and of what was told about it. */
export interface OwnStanding {
  readonly sop: Sop;
  /** The stage whose caps hold, by its place. */
  readonly stage: number;
  readonly isSilent: boolean;
  /** What restricts the action now. */
  readonly spans: readonly OwnSpan[];
}

type Loosened = Extract<Deed, { kind: 'loosened' }>;

const outbound: ReadonlySet<ActionId> = new Set([
  'friend_add_outbound',
  'proactive_private_chat_contacts',
  'moments_post',
  'group_join',
  'group_create',
]);

/** Which rule of beginning anew is for what; unblocks go by their number. */
const ruleWords: Readonly<Record<string, string>> = {
  'new-phone': 'new phone',
  'remote-login': 'login elsewhere',
  'risk-prompt': 'risk prompt',
  'identity-change': 'real name',
  'no-login': 'no login',
  'custodian-change': 'custodian change',
};
const unblockWords = ['first unblock', 'second unblock', 'third unblock'] as const;

/** One account as its plan's text and the test's own deeds make it: nothing of it is the product's word. */
export class OwnAccount {
  readonly #deeds: readonly Deed[];
  #next = 0;
  #sop = shippedSop();
  #stay: OwnStay | null = null;
  /** The day whose end is looked at next. */
  #day = 0;
  #lastSignAt = 0;
  readonly #ticks: Extract<Deed, { kind: 'ticked' }>[] = [];
  readonly #signOffs: Extract<Deed, { kind: 'signed-off' }>[] = [];
  readonly #signals: SeenSignal[] = [];
  readonly #loosened: Loosened[] = [];
  readonly #begunAgain: { readonly at: number; readonly rule: Sop['re_onboarding'][number] }[] = [];
  #unblocks = 0;
  #spans: readonly OwnSpan[] = [];

  /** @param deeds all that were ever done to it, in their order */
  constructor(deeds: readonly Deed[]) {
    this.#deeds = deeds;
  }

  /** By everything that was told before `at`; null for one that nobody put under a plan. Ask in the order of time. */
  standingAt(at: number, action: ActionId): OwnStanding | null {
    this.#advance(at);
    if (this.#stay === null) return null;
    const spans = this.#spans.filter((span) => isAbout(span, action));
    const [, stages = '1', days = '3'] = /then (\d+) stage lower for (\d+) days/.exec(this.#sop.health.recovery) ?? [];
    const isLowered = spans.some(
      ({ state, untilAt }) => state !== 'warning' && at < untilAt + Number(days) * dayMs && Number.isFinite(untilAt),
    );
    return {
      sop: this.#sop,
      stage: Math.max(0, this.#stay.place - (isLowered ? Number(stages) : 0)),
      isSilent: this.#begunAgain.some(
        ({ at: on, rule }) => shanghaiDay(at) - shanghaiDay(on) <= (rule.silent_days ?? -1),
      ),
      spans: spans.filter((span) => at < span.untilAt && closes(span, action, this.#sop) !== null),
    };
  }

  /** Values that caps were raised to, in force at `at`. */
  raisedTo(path: string, at: number): readonly number[] {
    return this.#loosened
      .filter((one) => one.path === path && at < Math.min(one.untilAt, one.at + 7 * dayMs))
      .map(({ value }) => value);
  }

  /** Somebody was in it. */
  noteAct(at: number): void {
    this.#lastSignAt = Math.max(this.#lastSignAt, at);
  }

  #advance(at: number): void {
    for (let deed = this.#deeds[this.#next]; deed !== undefined && deed.at < at; deed = this.#deeds[this.#next]) {
      this.#endDays(deed.at);
      this.#next += 1;
      this.#take(deed);
    }
    this.#endDays(at);
  }

  /** Every midnight up to `at` is one at which it may come to the next stage. */
  #endDays(at: number): void {
    while (this.#stay !== null && midnightOf(this.#day + 1) <= at) {
      this.#noticeAbsence(midnightOf(this.#day + 1));
      const told = { ticks: this.#ticks, signOffs: this.#signOffs, signals: this.#signals };
      const ground = { sop: this.#sop, spans: this.#spans, ...told };
      this.#stay = afterDay(this.#stay, this.#day, ground);
      this.#day += 1;
    }
    this.#noticeAbsence(at);
  }

  #noticeAbsence(at: number): void {
    const rule = this.#sop.re_onboarding.find(({ event }) => event.startsWith('no login'));
    const days = Number(/for (\d+) days/.exec(rule?.event ?? '')?.[1] ?? Number.POSITIVE_INFINITY);
    const dueAt = this.#lastSignAt + days * dayMs;
    if (rule === undefined || at < dueAt || this.#begunAgain.some((one) => one.at === dueAt)) return;
    this.#beginAgain(rule, dueAt);
  }

  #take(deed: Deed): void {
    switch (deed.kind) {
      case 'seeded':
        this.#seed(deed);
        return this.noteAct(deed.at);
      case 'plan':
        this.#sop = readSop(deed.text);
        return this.noteAct(deed.at);
      case 'ticked':
        this.#ticks.push(deed);
        return this.noteAct(deed.at);
      case 'signed-off':
        this.#signOffs.push(deed);
        return this.noteAct(deed.at);
      case 'signal':
        this.#signals.push({ signalId: deed.signalId, at: deed.at, tool: deed.tool, closedAt: null });
        return this.#spanAnew(deed.at);
      case 'closed':
        return this.#close(deed);
      case 'event':
        this.noteAct(deed.at);
        return this.#beginAgain(this.#ruleOf(deed.event), deed.at);
      case 'loosened':
        return void this.#loosened.push(deed);
      case 'hand':
        return this.noteAct(deed.doneAt);
    }
  }

  #seed({ at, stageId }: Extract<Deed, { kind: 'seeded' }>): void {
    this.#stay = seededStay(this.#sop, stageId, at);
    this.#day = shanghaiDay(at);
    const tasks = this.#sop.stages[this.#stay.place]?.tasks ?? [];
    const ticked = { kind: 'ticked', at: this.#stay.stayFrom, accountId: '', stageId } as const;
    for (const { id: taskId } of tasks) this.#ticks.push({ ...ticked, taskId });
  }

  #close({ signalId, seenAt, at }: Extract<Deed, { kind: 'closed' }>): void {
    const place = this.#signals.findIndex((one) => one.signalId === signalId && one.at === seenAt);
    const signal = this.#signals[place];
    if (signal === undefined) return;
    this.#signals[place] = { ...signal, closedAt: signal.closedAt ?? at };
    this.#spanAnew(null);
  }

  /** @param toldAt when a signal was told that may be a third one */
  #spanAnew(toldAt: number | null): void {
    this.#spans = ownSpans(
      this.#signals,
      this.#begunAgain.map(({ at }) => at),
      this.#sop,
    );
    const drops = this.#spans.filter(({ isThird, fromAt }) => isThird && fromAt === toldAt);
    if (this.#stay !== null && toldAt !== null && drops.length > 0) this.#stay = droppedStay(this.#stay, toldAt);
  }

  #ruleOf(event: Extract<Deed, { kind: 'event' }>['event']): Sop['re_onboarding'][number] {
    const nth = Math.min(this.#unblocks, unblockWords.length - 1);
    if (event === 'unblock') this.#unblocks += 1;
    const words = event === 'unblock' ? (unblockWords[nth] ?? '') : (ruleWords[event] ?? event);
    const rule = this.#sop.re_onboarding.find((one) => one.event.includes(words));
    if (rule === undefined) throw new Error(`the plan says nothing of ${event}`);
    return rule;
  }

  #beginAgain(rule: Sop['re_onboarding'][number], at: number): void {
    if (this.#stay === null) return;
    this.#begunAgain.push({ at, rule });
    this.#stay = begunAgain(this.#stay, rule, this.#sop, at);
    this.#spanAnew(null);
  }
}

/** What the span does to the action; null where it leaves it alone. */
export function closes(span: OwnSpan, action: ActionId, sop: Sop): 'half' | 'closed' | 'suspended' | null {
  if (span.state === 'suspended') return 'suspended';
  if (span.state === 'warning') return 'half';
  const isMeant = span.scope !== 'all' || sop.actions[action]?.execution === 'assisted' || outbound.has(action);
  return isMeant ? 'closed' : null;
}
