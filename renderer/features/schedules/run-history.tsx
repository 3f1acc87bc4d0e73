import type { Schedule, ScheduleRun } from '@contract/schedules.ts';
import { Button, Select } from 'antd';
import { useCallback, useEffect, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { usePages } from '../../ui/use-pages.ts';
import { RunLine } from './run-line.tsx';
import { useSchedulesVersion } from './use-schedules.ts';

const pageSize = 30;

interface RunHistoryProps {
  readonly schedules: readonly Schedule[];
  /** Null: of all, also of those that were removed. */
  readonly scheduleId: number | null;
  readonly onChoose: (scheduleId: number | null) => void;
}

/** What became of every planned time, newest first. */
export function RunHistory({ schedules, scheduleId, onChoose }: RunHistoryProps): ReactNode {
  const { text } = useTexts();
  const { client } = useConsole();
  const version = useSchedulesVersion();
  const ask = useCallback(
    async (oldest: ScheduleRun | null) => {
      const input = { scheduleId, beforeRunId: oldest?.runId ?? null, limit: pageSize };
      const answer = await client.ask('schedules.history', input);
      return answer.ok ? { ok: true as const, value: { ...answer.value, entries: answer.value.runs } } : answer;
    },
    [client, scheduleId],
  );
  const { entries, hasMore, isLoading, fault, loadMore, reload } = usePages(ask);
  // Something ran or was decided since: the newest lines are other ones.
  useEffect(() => {
    if (version > 0) reload();
    // oxlint-disable-next-line react/exhaustive-deps
  }, [version]);
  const options = [
    { value: 0, label: text('schedules.history-all') },
    ...schedules.map((schedule) => ({ value: schedule.scheduleId, label: schedule.title })),
  ];
  return (
    <section className="section-card" aria-label={text('schedules.history')}>
      <div className="card-head">
        <h2>{text('schedules.history')}</h2>
        <Select<number>
          size="small"
          className="schedule-choice"
          value={scheduleId ?? 0}
          options={options}
          aria-label={text('schedules.history-of')}
          onChange={(chosen) => onChoose(chosen === 0 ? null : chosen)}
        />
      </div>
      {fault !== null && <FaultNotice fault={fault} />}
      {entries.length === 0 && !isLoading && fault === null && (
        <p className="text-second">{text('schedules.history-none')}</p>
      )}
      {entries.length > 0 && <RunTable runs={entries} schedules={schedules} />}
      {hasMore && !isLoading && entries.length > 0 && (
        <div>
          <Button size="small" onClick={loadMore}>
            {text('act.load-more')}
          </Button>
        </div>
      )}
    </section>
  );
}

interface RunTableProps {
  readonly runs: readonly ScheduleRun[];
  readonly schedules: readonly Schedule[];
}

function RunTable({ runs, schedules }: RunTableProps): ReactNode {
  const { text } = useTexts();
  const known = new Map(schedules.map((schedule) => [schedule.scheduleId, schedule]));
  return (
    <table className="data-table">
      <thead>
        <tr>
          <th>{text('schedules.column.planned')}</th>
          <th>{text('schedules.column.schedule')}</th>
          <th>{text('schedules.column.outcome')}</th>
          <th>{text('schedules.column.result')}</th>
          <th>{text('schedules.column.by')}</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <RunLine key={run.runId} run={run} schedule={known.get(run.scheduleId) ?? null} />
        ))}
      </tbody>
    </table>
  );
}
