import { availabilityScopes, type AvailabilityRow, type AvailabilityScope } from '@contract/history.ts';
import { Segmented, Skeleton, Table, type TableColumnsType } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { durationText } from '../../format/ages.ts';
import type { Texts } from '../../i18n/texts.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useUi } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { useHostName } from '../hosts/use-host-name.ts';
import { PhoneLink } from './phone-link.tsx';
import { shareTone } from './presence-strip.tsx';
import { rangeUntil } from './time-range.ts';
import { useRangeEnd } from './use-range-end.ts';
import { shareText } from './value-text.ts';

/** How much of the watched time phones, hubs and hosts were usable, worst first. */
export function AvailabilityView(): ReactNode {
  const { text } = useTexts();
  const [scope, setScope] = useState<AvailabilityScope>('phone');
  const rangeName = useUi((state) => state.historyRange);
  const endAt = useRangeEnd(rangeName);
  const input = useMemo(() => ({ scope, ...rangeUntil(rangeName, endAt) }), [scope, rangeName, endAt]);
  const { value, fault, isAsking } = useAnswer('history.availability', input);
  const scopes = availabilityScopes.map((each) => ({ value: each, label: text(`history.scope.${each}`) }));
  return (
    <>
      <div className="section-head">
        <Segmented options={scopes} value={scope} onChange={setScope} aria-label={text('history.scope')} />
        <span className="text-second">{text('history.availability-note')}</span>
      </div>
      {fault !== null && <FaultNotice fault={fault} />}
      {value === null && isAsking && <Skeleton active paragraph={{ rows: 8 }} title={false} />}
      {value !== null && <AvailabilityTable scope={scope} rows={value.rows} />}
    </>
  );
}

function AvailabilityTable({
  scope,
  rows,
}: {
  readonly scope: AvailabilityScope;
  readonly rows: readonly AvailabilityRow[];
}): ReactNode {
  const texts = useTexts();
  return (
    <Table<AvailabilityRow>
      size="small"
      rowKey={({ phoneId, hostId, hub }) => `${phoneId}|${hostId}|${hub}`}
      columns={columnsOf(scope, texts)}
      dataSource={rows}
      pagination={false}
      locale={{ emptyText: texts.text('history.no-availability') }}
    />
  );
}

function columnsOf(scope: AvailabilityScope, texts: Texts): TableColumnsType<AvailabilityRow> {
  const { text } = texts;
  const number = { align: 'right' as const, className: 'tabular' };
  // Of a hub or host the times of its phones are added up: a day of sixteen phones is sixteen days.
  const isSummed = scope !== 'phone';
  return [
    { title: text(`history.scope.${scope}`), key: 'name', render: (_, row) => <RowName row={row} /> },
    { title: text('history.column.share'), key: 'share', width: 220, render: (_, row) => <ShareBar row={row} /> },
    {
      title: text(isSummed ? 'history.column.missing-sum' : 'history.column.missing'),
      key: 'missing',
      ...number,
      render: (_, row) => durationText(texts, row.watchedMs - row.availableMs),
    },
    { title: text('history.column.drops'), dataIndex: 'dropCount', ...number },
    {
      title: text(isSummed ? 'history.column.watched-sum' : 'history.column.watched'),
      key: 'watched',
      ...number,
      render: (_, row) => durationText(texts, row.watchedMs),
    },
    { title: text('history.column.days'), dataIndex: 'dayCount', ...number },
    ...(isSummed ? [{ title: text('history.column.phones'), dataIndex: 'phoneCount', ...number }] : []),
  ];
}

function RowName({ row }: { readonly row: AvailabilityRow }): ReactNode {
  const { text } = useTexts();
  const host = useHostName(row.hostId);
  if (row.phoneId !== null) return <PhoneLink phoneId={row.phoneId} />;
  const name = row.hostId === null ? text('history.no-host') : host;
  return row.hub === null ? name : text('history.hub', { hub: row.hub, host: name });
}

function ShareBar({ row: { watchedMs, availableMs } }: { readonly row: AvailabilityRow }): ReactNode {
  const texts = useTexts();
  if (watchedMs === 0) return <span className="text-third">{texts.text('history.unwatched')}</span>;
  const share = availableMs / watchedMs;
  return (
    <span className="share-bar">
      <span className="share-bar-track">
        <span className={`share-bar-fill share-bar-${shareTone(share)}`} style={{ width: `${share * 100}%` }} />
      </span>
      <span className={`tabular tone-${shareTone(share)}`}>{shareText(texts, share)}</span>
    </span>
  );
}
