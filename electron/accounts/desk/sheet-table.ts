import enWords from '../../contract/job-texts/en.json' with { type: 'json' };
import zhWords from '../../contract/job-texts/zh-CN.json' with { type: 'json' };
import type { SheetAct, SheetRow, TickedTask } from '../../contract/account-calendar.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Plan } from '../plans/plan.ts';
import { dayOf } from '../standing/calendar-day.ts';
import type { WrittenTable } from '../../tables/write-table.ts';

const codes = { 'zh-CN': zhWords, en: enWords } as const;

const words = {
  'zh-CN': {
    headings: [
      '日期',
      '保管人',
      '班组',
      '手机',
      '账号',
      '阶段',
      '第几天',
      '类别',
      '事项',
      '要求',
      '额度',
      '开放时间',
      '完成',
      '凭证',
      '备注',
    ],
    task: '清单',
    overdue: '逾期清单',
    ticked: '已完成',
    tickedFor: '补记',
    act: '可做',
    closed: '不可做',
    required: '必做',
    optional: '选做',
    proof: '要凭证',
    byHand: '人工',
    unknown: '条件满足后',
    none: '未填',
    unread: '未读到昵称',
  },
  en: {
    headings: [
      'Day',
      'Custodian',
      'Team',
      'Phone',
      'Account',
      'Stage',
      'Account day',
      'What it is',
      'Item',
      'Asks for',
      'Budget',
      'Opens',
      'Done',
      'Proof',
      'Note',
    ],
    task: 'Checklist',
    overdue: 'Overdue',
    ticked: 'Done',
    tickedFor: 'entered later for',
    act: 'Allowed',
    closed: 'Closed',
    required: 'required',
    optional: 'optional',
    proof: 'with proof',
    byHand: 'by hand',
    unknown: 'once it is cured',
    none: 'none',
    unread: 'name not read yet',
  },
} as const;

export interface SheetTableGround {
  readonly day: string;
  readonly rows: readonly SheetRow[];
  readonly plan: Pick<Plan, 'actions'>;
  /** The phone's number and label, as the operator knows it. */
  readonly nameOf: (phoneId: string) => string;
  readonly language: Settings['language'];
}

/** The daily sheet as a table: a line for everything that is to be done with an account, may be done, or may not. */
export function tableOfSheet(ground: SheetTableGround): WrittenTable {
  const { [ground.language]: own } = words;
  const rows = ground.rows.flatMap((row) => linesOf(row, ground).map((line) => [...whose(row, ground), ...line]));
  return { headings: own.headings, rows };
}

function whose(row: SheetRow, { day, nameOf, language }: SheetTableGround): string[] {
  const { custodian, team, phoneId, nickname, effectiveStageId, stageId } = row;
  const stage = stageId === effectiveStageId ? stageId : `${stageId} → ${effectiveStageId}`;
  const phone = phoneId === null ? '' : nameOf(phoneId);
  const { [language]: own } = words;
  return [day, custodian === '' ? own.none : custodian, team, phone, nickname ?? own.unread, stage, String(row.day)];
}

/** Of what nobody has done yet: who did it when, with which proof and note. */
const undone = ['', '', ''] as const;

/** What it is, the item, what it asks for, the budget, until when; then who did it, with which proof and note. */
function linesOf({ tasks, ticked, acts }: SheetRow, ground: SheetTableGround): string[][] {
  const { [ground.language]: own } = words;
  const isChinese = ground.language === 'zh-CN';
  const ofTasks = tasks.map(({ text, state, isRequired, proof, dueOn }) => [
    state === 'overdue' ? own.overdue : own.task,
    isChinese ? text.zh : text.en,
    [isRequired ? own.required : own.optional, ...(proof === null ? [] : [own.proof])].join(' · '),
    '',
    dueOn ?? '',
    ...undone,
  ]);
  const done = ticked.map((tick) => tickLine(tick, ground));
  return [...ofTasks, ...done, ...acts.map((act) => [...actLine(act, ground), ...undone])];
}

function tickLine({ text, day, at, by, proof, note }: TickedTask, ground: SheetTableGround): string[] {
  const { [ground.language]: own } = words;
  const late = dayOf(at) === day ? '' : `${own.tickedFor} ${day}`;
  const item = ground.language === 'zh-CN' ? text.zh : text.en;
  return [own.ticked, item, late, '', '', `${by} ${chinaTime(at)}`, proof ?? '', note ?? ''];
}

function actLine({ gate, execution, left, limit }: SheetAct, { plan, language, day }: SheetTableGround): string[] {
  const { [language]: own } = words;
  const { [language]: texts } = codes;
  const { zh, en } = plan.actions[gate.action];
  const how = execution === 'human_only' ? own.byHand : '';
  const why = gate.reason === null ? how : texts[`job.code.${gate.reason}.short`];
  const until = gate.untilAt === null ? own.unknown : chinaTime(gate.untilAt);
  // What opens later on the sheet's day may be done that day.
  const isOpen = gate.kind === 'allowed' || (gate.untilAt !== null && dayOf(gate.untilAt) === day);
  return [
    isOpen ? own.act : own.closed,
    language === 'zh-CN' ? zh : en,
    why,
    left === null || limit === null ? '' : `${left}/${limit}`,
    gate.kind === 'allowed' ? '' : until,
  ];
}

/** Date and time in the plan's time zone. */
function chinaTime(at: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(
    at,
  );
}
