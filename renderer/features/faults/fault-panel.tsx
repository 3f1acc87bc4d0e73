import { CheckCircleFilled } from '@ant-design/icons';
import type { FaultReading } from '@contract/faults.ts';
import { Button, Tabs } from 'antd';
import { useCallback, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { usePages } from '../../ui/use-pages.ts';
import { ReadingCard } from './reading-card.tsx';
import { useNameBook } from './use-name-book.ts';

interface FaultPanelProps {
  readonly onPoint: (phoneIds: readonly string[]) => void;
}

/** What is wrong with the desk now, and what was. */
export function FaultPanel({ onPoint }: FaultPanelProps): ReactNode {
  const { text } = useTexts();
  const count = useLive((state) => state.readings.length);
  const items = [
    { key: 'now', label: text('fault.now', { count }), children: <OpenReadings onPoint={onPoint} /> },
    { key: 'over', label: text('fault.over'), children: <ReadingHistory onPoint={onPoint} /> },
  ];
  return (
    <aside className="fault-panel" aria-label={text('fault.title')}>
      <Tabs size="small" items={items} destroyOnHidden />
    </aside>
  );
}

function OpenReadings({ onPoint }: FaultPanelProps): ReactNode {
  const { text } = useTexts();
  const readings = useLive((state) => state.readings);
  const book = useNameBook();
  if (readings.length === 0) {
    return (
      <div className="fault-none">
        <CheckCircleFilled className="tone-good" aria-hidden />
        <div>
          <strong>{text('fault.none')}</strong>
          <p className="text-second">{text('fault.none-text')}</p>
        </div>
      </div>
    );
  }
  return (
    <div className="reading-list" role="status">
      {readings.map((reading) => (
        <ReadingCard key={reading.readingId} reading={reading} book={book} onPoint={onPoint} />
      ))}
    </div>
  );
}

const pageSize = 30;

function ReadingHistory({ onPoint }: FaultPanelProps): ReactNode {
  const { text } = useTexts();
  const { client } = useConsole();
  const book = useNameBook();
  const ask = useCallback(
    async (oldest: FaultReading | null) => {
      const before =
        oldest === null || oldest.toAt === null ? null : { toAt: oldest.toAt, readingId: oldest.readingId };
      const answer = await client.ask('faults.history', { before, limit: pageSize });
      return answer.ok
        ? ({ ok: true, value: { entries: answer.value.readings, hasMore: answer.value.hasMore } } as const)
        : answer;
    },
    [client],
  );
  const { entries, hasMore, isLoading, fault, loadMore } = usePages(ask);
  return (
    <div className="reading-list">
      {fault !== null && <FaultNotice fault={fault} />}
      {entries.map((reading) => (
        <ReadingCard key={reading.readingId} reading={reading} book={book} onPoint={onPoint} />
      ))}
      {entries.length === 0 && !isLoading && fault === null && <p className="empty-line">{text('fault.over-none')}</p>}
      {hasMore && (
        <Button loading={isLoading} onClick={loadMore}>
          {text('act.load-more')}
        </Button>
      )}
    </div>
  );
}
