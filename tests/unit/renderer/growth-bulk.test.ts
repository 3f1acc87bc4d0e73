import { describe, expect, it } from 'vitest';
import type { BoardCard } from '../../../electron/contract/board-card.ts';
import type { Fault } from '../../../electron/contract/outcome.ts';
import {
  applyingOrder,
  emptyDraft,
  lacksProof,
  offeredTasks,
  orderOf,
  rowsOf,
  type BulkDraft,
} from '../../../renderer/features/growth/bulk/bulk-order.ts';
import { sampleCard } from './sample-card.ts';

const names = { login: { zh: '正常登录', en: 'sign in' }, sim: { zh: '登记 SIM', en: 'SIM record' } };
const card = (accountId: string, change: Partial<BoardCard> = {}): BoardCard =>
  sampleCard({ accountId, openTasks: ['login'], ...change });
const cards = [card('a'), card('b', { stageId: 'S2', openTasks: ['sim', 'login'] }), card('c', { openTasks: [] })];
const draft = (change: Partial<BulkDraft> = {}): BulkDraft => ({ ...emptyDraft('tick', 'login'), ...change });
const refusal = (rule: string): Fault => ({ code: 'invalid-input', message: 'm', detail: { rule } });

describe('the tasks that can be ticked for several accounts', () => {
  it('are those that some of them have not done, first what most of them lack', () => {
    expect(offeredTasks(cards, names, 'zh-CN')).toEqual([
      { taskId: 'login', name: '正常登录', openCount: 2 },
      { taskId: 'sim', name: '登记 SIM', openCount: 1 },
    ]);
    expect(offeredTasks(cards.slice(1, 2), names, 'en').map(({ name }) => name)).toEqual(['SIM record', 'sign in']);
    expect(offeredTasks(cards.slice(2), names, 'zh-CN')).toEqual([]);
  });

  it('go by their id where nobody knows what they are called', () => {
    expect(offeredTasks([card('a', { openTasks: ['own'] })], names, 'zh-CN')[0]?.name).toBe('own');
  });
});

describe('an order for several accounts', () => {
  it('has the stage in which each was seen, one note for all, and nothing for what was left empty', () => {
    expect(orderOf(draft({ note: ' 晨会 ' }), cards)).toEqual({
      act: { kind: 'tick', taskId: 'login', day: null, note: '晨会' },
      accounts: [
        { accountId: 'a', stageId: 'S3', proof: null },
        { accountId: 'b', stageId: 'S2', proof: null },
        { accountId: 'c', stageId: 'S3', proof: null },
      ],
    });
    expect(orderOf(draft({ note: '  ', day: '2026-11-21' }), cards)?.act).toMatchObject({
      note: null,
      day: '2026-11-21',
    });
  });

  it('takes the proof of an account before the one that all have in common', () => {
    const ownProofs = new Map([
      ['a', '第 7 行'],
      ['b', ' '],
    ]);
    const order = orderOf(draft({ proof: '培训记录 3', ownProofs }), cards);
    expect(order?.accounts.map(({ proof }) => proof)).toEqual(['第 7 行', '培训记录 3', '培训记录 3']);
  });

  it('is none as long as no task is chosen, and a sign-off needs none', () => {
    expect(orderOf(draft({ taskId: null }), cards)).toBeNull();
    expect(orderOf(draft(), [])).toBeNull();
    const signing = orderOf(emptyDraft('sign-off', null), cards);
    expect(signing?.act).toEqual({ kind: 'sign-off' });
    expect(signing?.accounts.every(({ proof }) => proof === null)).toBe(true);
  });
});

describe('the rows of an order', () => {
  const previewed = [
    { accountId: 'a', fault: null, proof: null },
    { accountId: 'b', fault: refusal('proof-needed'), proof: 'device record' },
  ];

  it('say for each account whether it applies, and of one that was not answered yet nothing', () => {
    const rows = rowsOf(cards, previewed, null);
    expect(rows.map(({ state }) => state)).toEqual(['applies', 'refused', 'asking']);
    expect(rows[1]).toMatchObject({ proof: 'device record', fault: { detail: { rule: 'proof-needed' } } });
    expect(rows.map(lacksProof)).toEqual([false, true, false]);
  });

  it('go into the order where it applies, and nowhere else', () => {
    const order = orderOf(draft(), cards);
    if (order === null) throw new Error('no order');
    const sent = applyingOrder(order, rowsOf(cards, previewed, null));
    expect(sent.accounts.map(({ accountId }) => accountId)).toEqual(['a']);
    expect(sent.act).toEqual(order.act);
  });

  it('name afterwards every account with what came of it, those that were left out as well', () => {
    const both = [...previewed, { accountId: 'c', fault: null, proof: null }];
    const entered = [
      { accountId: 'a', fault: null },
      { accountId: 'c', fault: refusal('already-ticked') },
    ];
    const rows = rowsOf(cards, both, entered);
    expect(rows.map(({ state }) => state)).toEqual(['done', 'not-done', 'not-done']);
    expect(rows.map(({ fault }) => fault?.detail?.['rule'] ?? null)).toEqual([null, 'proof-needed', 'already-ticked']);
  });
});
