import type { ItemState, Job, JobItem } from '@contract/jobs.ts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useBeat, useUi } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { LoadingLines } from '../../ui/loading-lines.tsx';
import { cursorSteps } from '../devices/cursor-steps.ts';
import { ItemRow } from './item-row.tsx';
import { useItemWindow } from './use-item-window.ts';
import { useThrottled } from './use-throttled.ts';

const rowHeight = 36;
const overscan = 12;
const freshMs = 500;
/** What a row waits for (a phone, another row) is told live and changes without the job changing. */
const lookEveryMs = 3_000;

interface ItemTableProps {
  readonly job: Job;
  /** Null: all states. */
  readonly state: ItemState | null;
}

/** The rows of a job; only those in sight are asked for and drawn, and they stay as fresh as the job. */
export function ItemTable({ job, state }: ItemTableProps): ReactNode {
  const { text } = useTexts();
  const states = useMemo(() => (state === null ? [] : [state]), [state]);
  const isLive = job.state === 'running' || job.state === 'paused';
  const passed = useBeat(lookEveryMs);
  const beat = isLive ? passed : 0;
  const changes = useThrottled(job, freshMs);
  const [round, setRound] = useState({ changes, count: 0 });
  if (round.changes !== changes) setRound({ changes, count: round.count + 1 });
  const { total, fault, at, show } = useItemWindow(job.jobId, states, `${round.count} ${beat}`);
  if (fault !== null && total === null) return <FaultNotice fault={fault} />;
  if (total === null) return <LoadingLines />;
  if (total === 0) return <p className="empty-line">{text('jobs.no-rows')}</p>;
  return <Rows job={job} total={total} at={at} show={show} />;
}

interface RowsProps {
  readonly job: Job;
  readonly total: number;
  readonly at: (index: number) => JobItem | undefined;
  readonly show: (first: number, last: number) => void;
}

function Rows({ job, total, at, show }: RowsProps): ReactNode {
  const { text } = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => show(first, last), [show, first, last]);
  const hasChange = items.some(({ index }) => changesText(at(index)));
  const { cursor, setCursor, onKeyDown } = useRowKeys(total, at);
  useEffect(() => virtualizer.scrollToIndex(cursor), [cursor, virtualizer]);
  return (
    <div
      className={listClass(job, hasChange)}
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-rowcount={total}
      aria-label={job.title}
      onKeyDown={onKeyDown}
    >
      <div role="row" className="job-item job-item-head">
        <span role="columnheader">{text('jobs.column.position')}</span>
        <span role="columnheader">{text('jobs.column.phone')}</span>
        <span role="columnheader">{text('jobs.column.name')}</span>
        <span role="columnheader" className="job-change">
          {text('jobs.column.change')}
        </span>
        <span role="columnheader">{text('jobs.column.state')}</span>
        {job.state !== 'planned' && (
          <>
            <span role="columnheader" className="job-proof">
              {text('jobs.column.proof')}
            </span>
            <span role="columnheader" className="job-time">
              {text('jobs.column.time')}
            </span>
          </>
        )}
      </div>
      <div role="rowgroup" className="job-item-rows" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ key, index, start }) => {
          const item = at(index);
          return item === undefined ? null : (
            <ItemRow
              key={key}
              item={item}
              isPlan={job.state === 'planned'}
              isCursor={index === cursor}
              top={start}
              onPoint={() => setCursor(index)}
            />
          );
        })}
      </div>
    </div>
  );
}

function changesText(item: JobItem | undefined): boolean {
  return item !== undefined && (item.before !== null || item.after !== null);
}

function listClass(job: Job, hasChange: boolean): string {
  return `job-items${job.state === 'planned' ? ' is-plan' : ''}${hasChange ? '' : ' has-no-change'}`;
}

const linesPerPage = 12;

/** Arrows, Home, End and paging move; Enter opens the row, Escape closes it. */
function useRowKeys(total: number, at: RowsProps['at']) {
  const { ui } = useConsole();
  const isOpen = useUi((state) => state.openItemId !== null);
  const [cursor, setCursor] = useState(0);
  const open = (index: number): void => {
    const item = at(index);
    if (item !== undefined) ui.setState({ openItemId: item.itemId });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = cursorSteps(event.key, { perLine: 1, linesPerPage, count: total });
    if (by !== null) {
      const next = Math.max(0, Math.min(total - 1, cursor + by));
      setCursor(next);
      if (isOpen) open(next);
    } else if (event.key === 'Enter') open(cursor);
    else if (event.key === 'Escape') ui.setState({ openItemId: null });
    else return;
    event.preventDefault();
  };
  return { cursor: Math.min(cursor, total - 1), setCursor, onKeyDown };
}
