import { assert, asyncProperty, sample } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { midnightAfter } from '../../../electron/accounts/standing/calendar-day.ts';
import { migrations } from '../../../electron/database.ts';
import type { GateAnswer } from '../../../electron/jobs/gate.ts';
import { china } from '../../support/accounts/account-life.ts';
import { DeskBench } from '../../support/accounts/desk-bench.ts';
import { openingCase, questionOf, settle, timeOf, type OpeningCase } from '../../support/accounts/opening-cases.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { caseCount } from '../../support/random-cases.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** How far it is looked whether something opens that nobody knows an opening of. */
const lookDays = 28;

/** One account as a case has it, and the gate that is asked about it. */
class OpeningDesk {
  readonly bench: DeskBench;
  readonly accountId: string;
  readonly #drawn: OpeningCase;

  constructor(drawn: OpeningCase) {
    const clock = new ManualClock(china('2026-03-02T10:00'));
    this.#drawn = drawn;
    const store = openTestStore(migrations, { file: ':memory:', clock });
    this.bench = new DeskBench({ store, clock, time: timeOf(clock, drawn) });
    this.accountId = settle(this.bench, drawn);
  }

  get now(): number {
    return this.bench.clock.now();
  }

  ask(): GateAnswer {
    return this.bench.ask(this.accountId, questionOf(this.#drawn));
  }

  /** The gate's word at a later time, nobody having done anything. */
  async kindAt(at: number): Promise<GateAnswer['kind']> {
    await this.bench.clock.advance(at - this.now);
    return this.ask().kind;
  }

  dispose(): void {
    this.bench.desk.dispose();
    this.bench.store.dispose();
  }
}

/** Times after one and before another at which something may change, in order. */
function timesBetween(from: number, to: number): readonly number[] {
  const times: number[] = [];
  for (let at = midnightAfter(from); at < to && times.length < 4 * lookDays; at = midnightAfter(at))
    times.push(at, at + minuteMs, at + 8 * hourMs, at + 17 * hourMs);
  return times.filter((at) => at < to);
}

async function firstAllowed(desk: OpeningDesk, times: readonly number[]): Promise<number | null> {
  for (const at of times) if ((await desk.kindAt(at)) === 'allowed') return at;
  return null;
}

/** When a forecast of that one act has it done, a hundred days ahead; null: not by then. */
async function foreseenAt(desk: OpeningDesk, { asked }: OpeningCase): Promise<number | null> {
  desk.bench.accounts.setMode(desk.accountId, asked.mode);
  const { action, amount } = asked;
  const wanted = [{ action, amount, tool: null, groupId: null, accountIds: [desk.accountId] }];
  const order = { wanted, days: 100, caps: [], moreAccountIds: [] };
  return (await desk.bench.tell('accounts.forecast', order)).finishedAt;
}

async function judge(drawn: OpeningCase): Promise<void> {
  const desk = new OpeningDesk(drawn);
  try {
    const answer = desk.ask();
    // What one plan may have of an account is no matter of time.
    if (answer.kind === 'allowed' || answer.reason === 'over-batch') return;
    const until = answer.kind === 'held' ? answer.until : null;
    if (until === null) {
      const loginByAt = Number(answer.detail?.['loginByAt'] ?? Number.POSITIVE_INFINITY);
      const times = timesBetween(desk.now, Math.min(loginByAt, desk.now + lookDays * 24 * hourMs));
      expect(await firstAllowed(desk, times), `${answer.kind} ${answer.reason}, but`).toBeNull();
      return;
    }
    const before = [...timesBetween(desk.now, until - 1), until - 1].filter((at) => at >= desk.now);
    expect(await firstAllowed(desk, before), `${answer.reason} until ${until}, but`).toBeNull();
    expect(await desk.kindAt(until), `${answer.reason} until ${until}, then`).toBe('allowed');
  } finally {
    desk.dispose();
  }
}

describe('the opening that the gate tells', () => {
  test('is the first moment at which it lets the act through, and there is none where it tells none', async () => {
    await assert(asyncProperty(openingCase, judge), { numRuns: caseCount(80) });
  }, 240_000);

  test('is when a forecast has the act done, as long as somebody logs in', async () => {
    // A forecast leaves to people what is people's.
    const plain = openingCase.map((drawn) => {
      const { action } = drawn.asked;
      const mode = action === 'friend_accept_inbound' ? 'manual' : drawn.asked.mode;
      return { ...drawn, isVirtual: true, asked: { ...drawn.asked, isInGroup: false, mode } };
    });
    await assert(
      asyncProperty(plain, async (drawn) => {
        const desk = new OpeningDesk(drawn);
        const answer = desk.ask();
        const isOfBatch = answer.kind === 'never' && answer.reason === 'over-batch';
        const opensAt = answer.kind === 'held' ? (answer.until ?? answer.detail?.['couldAt'] ?? null) : null;
        const foreseen = await foreseenAt(desk, drawn);
        const { now } = desk;
        desk.dispose();
        if (isOfBatch) return;
        if (opensAt === null || Number(opensAt) < now + 99 * 24 * hourMs)
          expect(foreseen).toBe(answer.kind === 'allowed' ? now : opensAt);
      }),
      { numRuns: caseCount(60) },
    );
  }, 240_000);

  test('comes of every kind of ground in these cases: another stage, another plan, and what people have to do', () => {
    const seen = new Map<string, number>();
    for (const drawn of sample(openingCase, { numRuns: 100, seed: 7 })) {
      const desk = new OpeningDesk(drawn);
      const answer = desk.ask();
      desk.dispose();
      const until = answer.kind === 'held' && answer.until !== null ? 'known' : 'unknown';
      const lacks = answer.kind === 'held' && answer.detail?.['lacks'] !== undefined ? ' lacks' : '';
      const key = answer.kind === 'allowed' ? 'allowed' : `${answer.reason} ${until}${lacks}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    console.info([...seen].map(([key, count]) => `${count} ${key}`).join(', '));
    expect([...seen.keys()]).toEqual(
      expect.arrayContaining(['allowed', 'stage-closed known', 'stage-closed unknown lacks', 'amount-over-cap known']),
    );
  }, 120_000);
});
