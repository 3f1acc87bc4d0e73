import type { SheetAct, SheetRow } from '@contract/account-calendar.ts';
import type { ProcedureOutput } from '@contract/procedures.ts';
import type { ReactNode } from 'react';
import { planClockText, planDateText } from '../../format/plan-times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import type { Texts } from '../../i18n/texts.ts';
import { useAccountName } from '../growth-calendar/account-name.tsx';
import { restText } from '../growth-calendar/event-words.ts';
import { whyWords } from '../growth-why/why-words.ts';
import { TickedList } from './ticked-list.tsx';
import { actsOf, partsOf, shutTogether, type CustodianPart } from './sheet-rows.ts';

export type DaySheet = ProcedureOutput<'accounts.daySheet'>;

interface SheetArticleProps {
  readonly sheet: DaySheet;
  /** One custodian alone; null: everybody. */
  readonly custodian: string | null;
}

/** What is to be done with each account today, as it goes on paper. */
export function SheetArticle({ sheet, custodian }: SheetArticleProps): ReactNode {
  return partsOf(sheet.rows, custodian).map((part) => <Part key={part.custodian} part={part} sheet={sheet} />);
}

const columns = ['account', 'todo', 'may', 'may-not'] as const;

function Part({ part, sheet }: { readonly part: CustodianPart; readonly sheet: DaySheet }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { custodian, rows } = part;
  const rests = new Set(rows.flatMap((row) => row.rests.map((rest) => restText(texts, rest))));
  const name = custodian === '' ? text('day-sheet.nobody') : custodian;
  return (
    <section className="day-sheet-part" data-custodian={custodian}>
      <h2>{text('day-sheet.of', { custodian: name, count: rows.length })}</h2>
      {rests.size > 0 && (
        <p className="text-second">
          {text('day-sheet.rests', { rests: [...rests].join(text('day-sheet.semicolon')) })}
        </p>
      )}
      <table className="data-table day-sheet-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column}>{text(`day-sheet.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.accountId} data-sheet-account={row.accountId}>
              <Who row={row} />
              <Todo row={row} now={sheet.now} />
              <May row={row} day={sheet.day} />
              <MayNot row={row} sheet={sheet} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Who({ row }: { readonly row: SheetRow }): ReactNode {
  const { text } = useTexts();
  const { name, phone } = useAccountName(row);
  const { stageId, effectiveStageId, day, condition, startedOn } = row;
  const stage = stageId === effectiveStageId ? stageId : `${stageId} → ${effectiveStageId}`;
  return (
    <td className="day-sheet-who">
      <strong>{name}</strong>
      <div>{phone}</div>
      <div>{startedOn === null ? text('calendar.unstarted') : text('calendar.day-of', { stage, day })}</div>
      {condition !== 'normal' && <div>{text(`growth.condition.${condition}`)}</div>}
    </td>
  );
}

/** What is still to be done, with boxes to be ticked by hand, and what was done already. */
function Todo({ row: { tasks, ticked }, now }: { readonly row: SheetRow; readonly now: number }): ReactNode {
  const { text } = useTexts();
  return (
    <td>
      {tasks.length === 0 ? <span className="text-second">{text('day-sheet.no-tasks')}</span> : <Tasks tasks={tasks} />}
      <TickedList ticked={ticked} now={now} />
    </td>
  );
}

function Tasks({ tasks }: Pick<SheetRow, 'tasks'>): ReactNode {
  const { text, language } = useTexts();
  return (
    <ul className="day-sheet-tasks">
      {tasks.map(({ taskId, text: words, isRequired, proof, state, dueOn }) => {
        const notes = [
          state === 'overdue' && text('day-sheet.overdue'),
          isRequired && text('day-sheet.required'),
          proof !== null && text('day-sheet.proof'),
          state === 'due' && dueOn !== null && text('day-sheet.due', { day: planDateText(language, dueOn) }),
        ].filter((note) => note !== false);
        return (
          <li key={taskId} className={state === 'overdue' ? 'is-overdue' : undefined}>
            {language === 'zh-CN' ? words.zh : words.en}
            {notes.length > 0 && <span className="text-second"> {notes.join(' · ')}</span>}
          </li>
        );
      })}
    </ul>
  );
}

function May({ row, day }: { readonly row: SheetRow; readonly day: string }): ReactNode {
  const texts = useTexts();
  const { open } = actsOf(row, day);
  if (open.length === 0) return <td className="text-second">{texts.text('day-sheet.no-acts')}</td>;
  return (
    <td>
      <ul>
        {open.map((act) => (
          <li key={act.gate.action}>{mayText(texts, act)}</li>
        ))}
      </ul>
    </td>
  );
}

/** What is left of it today, that it is people's alone, and from when on it is allowed where it is not yet. */
function mayText({ text, language }: Texts, { gate, execution, left, limit }: SheetAct): string {
  const action = text(`growth.action.${gate.action}`);
  const words = left === null || limit === null ? action : text('day-sheet.left', { action, left, limit });
  const by = execution === 'human_only' ? `${words}${text('day-sheet.by-hand')}` : words;
  return gate.untilAt === null ? by : text('day-sheet.from', { words: by, at: planClockText(language, gate.untilAt) });
}

function MayNot({ row, sheet }: { readonly row: SheetRow; readonly sheet: DaySheet }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  return (
    <td>
      <ul>
        {shutTogether(actsOf(row, sheet.day).shut).map(({ acts, blocked }) => {
          const { short, until, cause, cure } = whyWords(texts, blocked, sheet.now);
          const action = acts.map(({ gate }) => text(`growth.action.${gate.action}`)).join(text('growth.list-comma'));
          return (
            <li key={action} title={`${cause} ${cure}`} data-why={blocked.code}>
              {text('day-sheet.closed', { action, why: short, until })}
            </li>
          );
        })}
      </ul>
    </td>
  );
}
