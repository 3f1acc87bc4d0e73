import { describe, expect, it } from 'vitest';
import type { BoardCard } from '../../../electron/contract/board-card.ts';
import { columnsOf, type NumberOf } from '../../../renderer/features/growth/board/column-order.ts';
import {
  filterCards,
  isOpen,
  openBoardFilter,
  valuesOf,
} from '../../../renderer/features/growth/board/board-filter.ts';
import { spreadOverStages } from '../../../renderer/features/growth/board/demo-spread.ts';
import { nextOpening } from '../../../renderer/features/growth/words/next-opening.ts';
import { allowed, held, sampleCard } from './sample-card.ts';

const now = Date.UTC(2026, 10, 22, 4);
const hourMs = 3_600_000;
const names: Readonly<Record<string, string>> = { 'phone-1': '1 号 前台', 'phone-2': '12 号 仓库' };
const placeOf = ({ phoneId }: BoardCard): string => names[phoneId ?? ''] ?? '';

const numberOf = (): number => 0;

const idsByColumn = (
  cards: Parameters<typeof columnsOf>[0],
  number: NumberOf = numberOf,
): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    columnsOf(cards, number).map(({ columnId, cards: own }) => [columnId, own.map((card) => card.accountId)]),
  );

describe('the columns of the board', () => {
  it('are all stages, whoever stands in them', () => {
    expect(columnsOf([], numberOf).map(({ columnId }) => columnId)).toEqual(['S0', 'S1', 'S2', 'S3', 'S4', 'S5', 'S6']);
  });

  it('keep accounts without a plan and those that practise apart from stages, whatever stage they are told as', () => {
    const cards = [
      sampleCard({ accountId: 'practising', isPractice: true, startedOn: null, stageId: 'S6' }),
      sampleCard({ accountId: 'not begun', startedOn: null, stageId: 'S0' }),
      sampleCard({ accountId: 'mature', stageId: 'S6' }),
    ];
    const found = idsByColumn(cards);
    expect(found['practice']).toEqual(['practising']);
    expect(found['unplanned']).toEqual(['not begun']);
    expect(found['S6']).toEqual(['mature']);
    expect(found['S0']).toEqual([]);
  });

  it('show first who is worst off, then what is overdue, then who is furthest', () => {
    const cards = [
      sampleCard({ accountId: 'early', day: 8 }),
      sampleCard({ accountId: 'late', day: 13 }),
      sampleCard({ accountId: 'overdue', day: 9, checklist: { done: 0, due: 0, overdue: 1, today: 1 } }),
      sampleCard({ accountId: 'warned', condition: 'warning' }),
      sampleCard({ accountId: 'suspended', condition: 'suspended' }),
      sampleCard({ accountId: 'cooling', condition: 'cooldown' }),
    ];
    expect(idsByColumn(cards)['S3']).toEqual(['suspended', 'cooling', 'warned', 'overdue', 'late', 'early']);
  });
});

describe('accounts in like need', () => {
  it('stand by the numbers of their phones', () => {
    const numbers: Readonly<Record<string, number>> = { 'phone-1': 9, 'phone-2': 3 };
    const cards = [sampleCard({ accountId: 'nine' }), sampleCard({ accountId: 'three', phoneId: 'phone-2' })];
    expect(idsByColumn(cards, ({ phoneId }) => numbers[phoneId ?? ''] ?? 0)['S3']).toEqual(['three', 'nine']);
  });
});

describe('the filter of the board', () => {
  const cards = [
    sampleCard({ accountId: 'a' }),
    sampleCard({ accountId: 'b', phoneId: 'phone-2', custodian: '李雷', team: '二组', nickname: '门店客服' }),
    sampleCard({
      accountId: 'c',
      phoneId: null,
      custodian: '',
      team: '',
      nickname: null,
      maskedId: 'xi***88',
      condition: 'cooldown',
    }),
  ];
  const shown = (change: Partial<typeof openBoardFilter>): readonly string[] =>
    filterCards(cards, { ...openBoardFilter, ...change }, placeOf).map(({ accountId }) => accountId);

  it('shows all while nothing is chosen', () => {
    expect(shown({})).toEqual(['a', 'b', 'c']);
    expect(isOpen({ ...openBoardFilter, text: ' ' })).toBe(true);
    expect(isOpen({ ...openBoardFilter, team: '一组' })).toBe(false);
  });

  it('goes by custodian, team, phone and condition, all of them at once', () => {
    expect(shown({ custodian: '王芳' })).toEqual(['a']);
    expect(shown({ team: '二组' })).toEqual(['b']);
    expect(shown({ phoneId: 'phone-2' })).toEqual(['b']);
    expect(shown({ condition: 'cooldown' })).toEqual(['c']);
    expect(shown({ custodian: '王芳', condition: 'cooldown' })).toEqual([]);
  });

  it('finds by number and name of the phone, nickname, masked id and custodian; every word has to be found', () => {
    expect(shown({ text: 'xi***' })).toEqual(['c']);
    expect(shown({ text: '12' })).toEqual(['b']);
    expect(shown({ text: '前台' })).toEqual(['a']);
    expect(shown({ text: '客服 李雷' })).toEqual(['b']);
    expect(shown({ text: '客服 王芳' })).toEqual([]);
  });

  it('offers what some account has, each once', () => {
    expect(valuesOf([...cards, ...cards], 'team')).toEqual(['二组', '一组']);
  });
});

describe('what opens next', () => {
  it('is what is open already', () => {
    const gate = [held('group_invite_people', now + hourMs), allowed('group_rename'), allowed('group_announcement')];
    expect(nextOpening(gate)).toEqual({ kind: 'open', actions: ['group_rename', 'group_announcement'] });
  });

  it('is the act that opens first, where none is open', () => {
    const gate = [held('group_rename', now + 2 * hourMs), held('group_announcement', now + hourMs)];
    expect(nextOpening(gate)).toMatchObject({ kind: 'later', action: 'group_announcement', at: now + hourMs });
  });

  it('is not known where nobody knows when, and what never opens is no reason while something else waits', () => {
    const never = held('group_rename', null, { kind: 'never', reason: 'human-only' });
    const waiting = held('group_announcement', null, { reason: 'stage-closed' });
    expect(nextOpening([never, waiting])).toMatchObject({ kind: 'unknown', because: { reason: 'stage-closed' } });
    expect(nextOpening([])).toEqual({ kind: 'nothing' });
  });
});

describe('demo histories', () => {
  it('put about as many accounts into every stage', () => {
    const stages = [...spreadOverStages(Array.from({ length: 16 }, (_, index) => `a${index}`)).values()];
    const counts = ['S0', 'S1', 'S2', 'S3', 'S4', 'S5', 'S6'].map(
      (id) => stages.filter((stage) => stage === id).length,
    );
    expect(Math.max(...counts) - Math.min(...counts)).toBe(1);
  });
});
