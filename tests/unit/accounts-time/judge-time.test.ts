import { array, assert, constantFrom, integer, nat, property, record, shuffledSubarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  agreementMs,
  judgementOf,
  judgeTime,
  jumpMs,
  longestCarriedMs,
} from '../../../electron/accounts/true-time/judge-time.ts';
import type { PhoneMeasurement } from '../../../electron/accounts/true-time/measurement.ts';
import { caseCount } from '../../support/random-cases.ts';

const trueAt = 1_767_225_600_000;
const dayMs = 86_400_000;

/** A phone that is `byMs` ahead, measured when the monotonic clock showed `monotonicAt` on a PC that is `pcByMs` ahead. */
function measured(phoneId: string, byMs = 0, { monotonicAt = 0, pcByMs = 0 } = {}): PhoneMeasurement {
  return { phoneId, phoneAt: trueAt + monotonicAt + byMs, monotonicAt, pcAt: trueAt + monotonicAt + pcByMs };
}

function judge(measurements: readonly PhoneMeasurement[], { afterMs = 0, pcByMs = 0 } = {}) {
  return judgeTime(measurements, afterMs, trueAt + afterMs + pcByMs);
}

describe('what time it is', () => {
  it('is unknown as long as no phone was measured', () => {
    expect(judge([])).toEqual({ kind: 'unsure', reason: 'no-phone' });
  });

  it('is what one phone said, and what the monotonic clock passed since', () => {
    const verdict = judge([measured('a', 0, { pcByMs: 2 * dayMs })], { afterMs: 5_000, pcByMs: 2 * dayMs });
    expect(verdict).toMatchObject({ kind: 'known', now: trueAt + 5_000, offsetMs: 2 * dayMs });
  });

  it('is backed up by a PC that says the same, not by one that does not', () => {
    expect(judge([measured('a')])).toMatchObject({ source: { isBackedUp: true } });
    const verdict = judge([measured('a', 0, { pcByMs: dayMs })], { pcByMs: dayMs });
    expect(verdict).toMatchObject({ kind: 'known', source: { isBackedUp: false } });
  });

  it('is the median of phones that agree', () => {
    const verdict = judge([measured('a', 10_000), measured('b', -20_000), measured('c', 30_000)]);
    expect(verdict).toMatchObject({ now: trueAt + 10_000, source: { phoneIds: ['a', 'b', 'c'], spreadMs: 50_000 } });
  });

  it.each([
    [agreementMs, 'known'],
    [agreementMs + 1, 'unsure'],
  ])('two phones that are %d ms apart: %s', (apartMs, kind) => {
    expect(judge([measured('a'), measured('b', apartMs)]).kind).toBe(kind);
  });

  it('says what each of two phones says that contradict each other, whatever the PC says', () => {
    const verdict = judge([measured('b', dayMs), measured('a')]);
    const said = [
      { phoneId: 'a', now: trueAt },
      { phoneId: 'b', now: trueAt + dayMs },
    ];
    expect(verdict).toEqual({ kind: 'unsure', reason: 'time-unsure', said });
  });

  it('goes by more than half of the phones', () => {
    expect(judge([measured('a'), measured('b', dayMs), measured('c', 500)])).toMatchObject({
      now: trueAt + 250,
      source: { phoneIds: ['a', 'c'] },
    });
    const halves = [measured('a'), measured('b'), measured('c', dayMs), measured('d', dayMs)];
    expect(judge(halves)).toMatchObject({ reason: 'time-unsure' });
  });

  it('goes by the latest measurement of a phone', () => {
    expect(judge([measured('a', 0, { monotonicAt: 9 }), measured('a', dayMs)], { afterMs: 9 })).toMatchObject({
      now: trueAt + 9,
    });
  });

  it.each([-2 * dayMs, -jumpMs - 1, jumpMs + 1, 2 * dayMs])('is unknown once the PC jumped by %d ms', (byMs) => {
    expect(judge([measured('a')], { pcByMs: byMs })).toEqual({ kind: 'unsure', reason: 'slept-or-set' });
  });

  it('is known by the phones that were measured after the jump', () => {
    const later = measured('b', 0, { monotonicAt: 60_000, pcByMs: dayMs });
    const verdict = judge([measured('a', 5_000), later], { afterMs: 61_000, pcByMs: dayMs });
    expect(verdict).toMatchObject({ now: trueAt + 61_000, source: { phoneIds: ['b'] } });
  });

  it('takes the drift of a PC for no jump', () => {
    expect(judge([measured('a')], { pcByMs: jumpMs })).toMatchObject({ kind: 'known', now: trueAt });
  });

  it('carries a measurement for six hours', () => {
    expect(judge([measured('a')], { afterMs: longestCarriedMs })).toMatchObject({ kind: 'known' });
    const verdict = judge([measured('a')], { afterMs: longestCarriedMs + 1 });
    expect(verdict).toEqual({ kind: 'unsure', reason: 'measured-long-ago' });
  });
});

describe('of any phones', () => {
  const skews = array(integer({ min: -200_000, max: 200_000 }), { minLength: 1, maxLength: 9 });

  it('the order in which they were measured decides nothing', () => {
    const cases = skews.chain((all) => {
      const list = all.map((skew, index) => measured(`p${index}`, skew));
      return shuffledSubarray(list, { minLength: list.length }).map((shuffled) => [list, shuffled] as const);
    });
    assert(
      property(cases, ([list, shuffled]) => {
        expect(judge(shuffled)).toEqual(judge(list));
      }),
      { numRuns: caseCount(300) },
    );
  });

  it('what is known lies among more than half of them, within a minute', () => {
    assert(
      property(skews, (all) => {
        const verdict = judge(all.map((skew, index) => measured(`p${index}`, skew)));
        if (verdict.kind !== 'known') return;
        expect(verdict.source.phoneIds.length).toBeGreaterThan(all.length / 2);
        expect(verdict.source.spreadMs).toBeLessThanOrEqual(agreementMs);
        const near = all.filter((skew) => Math.abs(trueAt + skew - verdict.now) <= agreementMs);
        expect(near.length).toBeGreaterThan(all.length / 2);
      }),
      { numRuns: caseCount(300) },
    );
  });

  it('phones that keep the time tell it, whatever fewer others say', () => {
    const cases = array(integer({ min: -agreementMs / 2, max: agreementMs / 2 }), { minLength: 1, maxLength: 6 }).chain(
      (good) =>
        array(integer({ min: -9 * dayMs, max: 9 * dayMs }), { maxLength: good.length - 1 }).map((bad) => [good, bad]),
    );
    assert(
      property(cases, nat(longestCarriedMs), ([good = [], bad = []], afterMs) => {
        const phones = [...good, ...bad].map((skew, index) => measured(`p${index}`, skew));
        const verdict = judge(phones, { afterMs });
        expect(verdict.kind).toBe('known');
        if (verdict.kind === 'known')
          expect(Math.abs(verdict.now - trueAt - afterMs)).toBeLessThanOrEqual(agreementMs * 1.5);
      }),
      { numRuns: caseCount(300) },
    );
  });
});

describe('what measurements say, put in order once', () => {
  const [a, b] = [measured('a'), measured('b', 400, { monotonicAt: 1_000 })];

  it('holds while time goes on', () => {
    const judgement = judgementOf([a, b], 2_000, trueAt + 2_000);
    expect(judgement.holdsAt(500_000, trueAt + 500_000)).toBe(true);
    expect(judgement.at(500_000, trueAt + 500_000)).toEqual(judge([a, b], { afterMs: 500_000 }));
  });

  it('holds no more once the PC was set, or a phone was measured too long ago', () => {
    const judgement = judgementOf([a, b], 2_000, trueAt + 2_000);
    expect(judgement.holdsAt(3_000, trueAt + 3_000 + jumpMs + 1)).toBe(false);
    expect(judgement.holdsAt(longestCarriedMs + 1, trueAt + longestCarriedMs + 1)).toBe(false);
  });

  it('holds no more once the PC was set back to where a phone was measured', () => {
    const judgement = judgementOf([a, measured('b', 0, { pcByMs: dayMs })], 0, trueAt);
    expect(judgement.at(0, trueAt)).toMatchObject({ source: { phoneIds: ['a'] } });
    expect(judgement.holdsAt(1, trueAt + 1 + dayMs)).toBe(false);
  });

  it('says the same as measurements that are judged anew at every moment, as long as it holds', () => {
    const jump = constantFrom(0, 0, 0, 1, -1, jumpMs - 1, jumpMs, jumpMs + 1, -jumpMs, -jumpMs - 1, dayMs, -dayMs);
    const phone = record({ by: integer({ min: -90_000, max: 90_000 }), at: nat(longestCarriedMs), pcByMs: jump });
    const step = record({ ms: nat(longestCarriedMs / 4), pcByMs: jump });
    assert(
      property(array(phone, { maxLength: 6 }), array(step, { minLength: 1, maxLength: 12 }), (phones, steps) => {
        const all = phones.map(({ by, at, pcByMs }, index) => measured(`p${index}`, by, { monotonicAt: at, pcByMs }));
        let [monotonicAt, pcByMs] = [longestCarriedMs, 0];
        let kept = judgementOf(all, monotonicAt, trueAt + monotonicAt);
        for (const { ms, pcByMs: byMs } of steps) {
          [monotonicAt, pcByMs] = [monotonicAt + ms, pcByMs + byMs];
          const pcAt = trueAt + monotonicAt + pcByMs;
          if (!kept.holdsAt(monotonicAt, pcAt)) kept = judgementOf(all, monotonicAt, pcAt);
          expect(kept.at(monotonicAt, pcAt)).toEqual(judgeTime(all, monotonicAt, pcAt));
        }
      }),
      { numRuns: caseCount(300) },
    );
  });
});
