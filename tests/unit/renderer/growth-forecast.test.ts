import { describe, expect, it } from 'vitest';
import type { BoardCard } from '../../../electron/contract/board-card.ts';
import type { RenamePreviewRow } from '../../../electron/contract/rename-preview.ts';
import {
  daysTaken,
  daysToShow,
  differenceText,
  finishText,
  leftOvers,
  weeksOf,
  type Forecast,
} from '../../../renderer/features/growth-forecast/forecast-words.ts';
import { renameWords } from '../../../renderer/features/growth-forecast/rename-words.ts';
import { orderOfRename } from '../../../renderer/features/growth-forecast/rename-order.ts';
import {
  doersOf,
  firstWish,
  highestCap,
  isWhatIf,
  orderOf,
  othersOf,
} from '../../../renderer/features/growth-forecast/what-if.ts';
import { createTranslator, textsOf } from '../../../renderer/i18n/texts.ts';
import { sampleCard } from './sample-card.ts';

const texts = textsOf(await createTranslator('zh-CN'), 'zh-CN');
const finishedAt = Date.parse('2026-11-25T10:00:00+08:00');

function forecast(done: readonly number[], changes: Partial<Forecast> = {}): Forecast {
  const days = done.map((count, ahead) => ({ day: `2026-11-${23 + ahead}`, done: count }));
  return { days, acts: [], finishedAt, left: [], batches: { count: 1, first: 0 }, ...changes };
}

function card(
  accountId: string,
  stageId: BoardCard['stageId'],
  cap: number,
  change: Partial<BoardCard> = {},
): BoardCard {
  return sampleCard({ accountId, stageId, dayCaps: cap === 0 ? {} : { group_rename: cap }, ...change });
}

describe('how long it takes', () => {
  it('counts the days from today to the last on which something is done', () => {
    expect(daysTaken(forecast([3, 0, 2, 0, 0]))).toBe(3);
    expect(finishText(texts, forecast([3, 0, 2]))).toBe('3 天做完，11月25日 10:00 完成');
  });

  it('says how much is left where the days do not do', () => {
    const left = [{ row: 0, reason: null, path: null }];
    expect(finishText(texts, forecast([1, 1], { finishedAt: null, left }))).toBe('2 天内做不完，还差 1 次');
    expect(daysTaken(forecast([1], { finishedAt: null, left }))).toBeNull();
  });

  it('compares two conditions', () => {
    const [two, four] = [forecast([1, 1]), forecast([1, 1, 1, 1])];
    expect([
      differenceText(texts, two, four),
      differenceText(texts, four, two),
      differenceText(texts, two, two),
    ]).toEqual(['晚 2 天', '早 2 天', '结果一样']);
  });

  it('counts what is never done by what keeps it, the most frequent first', () => {
    const stage = { reason: 'stage-closed', path: 'a' } as const;
    const left = [
      { row: 0, reason: null, path: null },
      { row: 1, ...stage },
      { row: 2, ...stage },
    ];
    expect(leftOvers({ left }).map(({ reason, count }) => `${reason} ${count}`)).toEqual(['stage-closed 2', 'null 1']);
  });

  it('stands in weeks from Monday on, no shorter than a week and no longer than it takes', () => {
    expect(weeksOf([{ day: '2026-11-25', done: 1 }])).toEqual([
      [null, null, { day: '2026-11-25', done: 1 }, null, null, null, null],
    ]);
    expect(daysToShow(forecast([1, 0, 0, 0, 0, 0, 0, 0]))).toHaveLength(7);
    expect(daysToShow(forecast([1, 0, 0, 0, 0, 0, 0, 1, 0]))).toHaveLength(8);
  });
});

describe('what if', () => {
  const cards = [card('s2', 'S2', 0), card('s4', 'S4', 5), card('s6', 'S6', 10), card('s3', 'S3', 0)];

  it('asks all accounts whose stage has any of the action, unless some were chosen', () => {
    expect(doersOf(cards, firstWish).map(({ accountId }) => accountId)).toEqual(['s4', 's6']);
    expect(doersOf(cards, { ...firstWish, accountIds: ['s2'] }).map(({ accountId }) => accountId)).toEqual(['s2']);
    expect(highestCap(cards, firstWish)).toBe(10);
  });

  it('asks about what only people do as about anything else', () => {
    const people = [
      card('s5', 'S5', 0, { dayCaps: { friend_add_outbound: 5 } }),
      card('s6', 'S6', 0, { dayCaps: { friend_add_outbound: 10 } }),
      card('s2', 'S2', 0),
    ];
    const wish = { ...firstWish, action: 'friend_add_outbound' } as const;
    expect(orderOf(people, wish, true)?.wanted).toMatchObject([{ accountIds: ['s5', 's6'] }]);
    expect(highestCap(people, wish)).toBe(10);
  });

  it('asks no account on no phone, unless it was chosen', () => {
    const lost = [...cards, card('lost', 'S6', 10, { phoneId: null })];
    expect(doersOf(lost, firstWish).map(({ accountId }) => accountId)).toEqual(['s4', 's6']);
    expect(doersOf(lost, { ...firstWish, accountIds: ['lost'] })).toHaveLength(1);
  });

  it('adds no account on no phone to the others', () => {
    const lost = [...cards, card('lost', 'S6', 10, { phoneId: null })];
    expect(othersOf(lost, firstWish).map(({ accountId }) => accountId)).toEqual(['s3', 's2']);
  });

  it('adds the others, the higher stages first', () => {
    expect(othersOf(cards, firstWish).map(({ accountId }) => accountId)).toEqual(['s3', 's2']);
    const order = orderOf(cards, { ...firstWish, moreCount: 1, mostPerDay: 2 }, false);
    expect(order).toMatchObject({ moreAccountIds: ['s3'], mostPerDay: [{ action: 'group_rename', value: 2 }] });
  });

  it('leaves the plain question as it is', () => {
    const order = orderOf(cards, { ...firstWish, moreCount: 1, mostPerDay: 2 }, true);
    expect(order).toEqual({
      wanted: [{ action: 'group_rename', tool: null, amount: 1, groupId: null, accountIds: ['s4', 's6'], count: 50 }],
      days: 60,
      caps: [],
      moreAccountIds: [],
    });
    expect([isWhatIf(firstWish), isWhatIf({ ...firstWish, mostPerDay: 1 })]).toEqual([false, true]);
  });

  it('asks nothing where nobody could do it', () => {
    expect(orderOf([card('s2', 'S2', 0)], firstWish, true)).toBeNull();
  });
});

describe('a preview of renames', () => {
  const choice = {
    groupViewId: 7,
    phoneId: 'p',
    accountId: 'a',
    accountName: null,
    role: 'owner',
    standing: 'ready',
    held: null,
  } as const;
  const row: RenamePreviewRow = {
    groupId: 'g',
    before: '旧',
    after: '新',
    verdict: 'change',
    problems: [],
    via: { groupViewId: 7, reason: 'only' },
    choices: [choice],
  };

  it('asks about the rows that change, each through the account that it goes through', () => {
    const other = { ...row, groupId: 'h', choices: [{ ...choice, groupViewId: 8, accountId: 'b' }, choice] };
    const order = orderOfRename([row, { ...row, groupId: 'x', verdict: 'same' }, other]);
    expect(order?.wanted.map(({ groupId, accountIds }) => `${groupId} ${accountIds.join()}`)).toEqual(['g a', 'h a']);
    expect(orderOfRename([{ ...row, verdict: 'blocked' }])).toBeNull();
  });

  it('says how many are done today and when the rest is', () => {
    expect(renameWords(texts, forecast([3, 5, 2]), 10)).toBe('今天能做 3 / 10，其余到 11月25日 10:00 做完');
    expect(renameWords(texts, forecast([10]), 10)).toBe('今天全部做完');
  });

  it('says in how many batches, and how many the one that would be confirmed now has', () => {
    const batches = { count: 3, first: 10 };
    expect(renameWords(texts, forecast([25], { batches }), 25)).toBe(
      '今天全部做完，共 3 批，每批单独确认，这一批 10 个',
    );
  });

  it('says what keeps those that are not done at all', () => {
    const left = [{ row: 0, reason: 'stage-closed', path: 'p' } as const];
    expect(renameWords(texts, forecast([3, 0], { left, finishedAt: null }), 4)).toBe(
      '今天能做 3 / 4，1 个 2 天内做不了：阶段未开放',
    );
  });
});
