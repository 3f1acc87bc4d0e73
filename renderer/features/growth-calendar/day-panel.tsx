import type { CalendarRow } from '@contract/account-calendar.ts';
import { useMemo, type ReactNode } from 'react';
import { planClockText, planDateText } from '../../format/plan-times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { VirtualLines } from '../groups/virtual-lines.tsx';
import { useAccountName } from './account-name.tsx';
import { linesOn, type DayLine } from './day-lines.ts';
import { whatText, type Calendar } from './event-words.ts';

interface DayPanelProps {
  readonly calendar: Calendar;
  readonly rows: readonly CalendarRow[];
  readonly day: string;
}

const columns = ['time', 'kind', 'account', 'what'] as const;

/** One day over all accounts that are shown: what opens and closes, what is due, what jobs do. */
export function DayPanel({ calendar, rows, day }: DayPanelProps): ReactNode {
  const { text, language } = useTexts();
  const lines = useMemo(() => linesOn(rows, day), [rows, day]);
  const daily = useMemo(() => dailyTasksOn(rows, day), [rows, day]);
  return (
    <section className="calendar-panel" data-calendar-panel={day}>
      <h3>
        {text('calendar.events-of', { day: planDateText(language, day), count: lines.length })}
        {daily > 0 && <span className="text-second"> · {text('calendar.daily', { count: daily })}</span>}
      </h3>
      {lines.length === 0 ? (
        <p className="text-second">{text('calendar.events-none')}</p>
      ) : (
        <VirtualLines
          rows={lines}
          rowHeight={32}
          className="calendar-lines"
          label={planDateText(language, day)}
          keyOf={({ key }) => key}
          head={columns.map((column) => (
            <span role="columnheader" key={column}>
              {text(`calendar.column.${column}`)}
            </span>
          ))}
          line={(line) => ({
            marks: { 'data-calendar-event': line.kind },
            cells: <LineCells line={line} tasks={calendar.tasks} />,
          })}
        />
      )}
    </section>
  );
}

/** How many tasks are due that day because they are every day. */
function dailyTasksOn(rows: readonly CalendarRow[], day: string): number {
  const spans = rows.flatMap(({ stages }) => stages.filter(({ fromOn, toOn }) => fromOn <= day && day <= toOn));
  return spans.reduce((sum, { dailyTasks }) => sum + dailyTasks, 0);
}

function LineCells({ line, tasks }: { readonly line: DayLine; readonly tasks: Calendar['tasks'] }): ReactNode {
  const texts = useTexts();
  const { text, language } = texts;
  const { kind, at, events, row } = line;
  const { name, phone } = useAccountName(row);
  const code = events[0]?.code ?? null;
  const why = code === null ? '' : ` · ${text(`job.code.${code}.short`)}`;
  const what = events.map((event) => whatText(texts, event, tasks)).filter((part) => part !== '');
  const words = `${what.join(text('growth.list-comma'))}${why}`;
  return (
    <>
      <span role="cell" className="tabular">
        {at === null ? text('calendar.whole-day') : planClockText(language, at)}
      </span>
      <span role="cell" className="text-second">
        {text(`calendar.kind.${kind}`)}
      </span>
      <span role="cell" title={`${name} · ${phone}`}>
        {name} <span className="text-third">{phone}</span>
      </span>
      <span role="cell" title={words}>
        {kind === 'job' ? <JobLink jobId={events[0]?.jobId ?? null}>{words}</JobLink> : words}
      </span>
    </>
  );
}

function JobLink({ jobId, children }: { readonly jobId: number | null; readonly children: string }): ReactNode {
  const { ui } = useConsole();
  return (
    <button type="button" className="link-button" onClick={() => ui.setState({ page: 'jobs', openJobId: jobId })}>
      {children}
    </button>
  );
}
