import type { Alert } from '@contract/alerts.ts';
import { Skeleton } from 'antd';
import { useCallback, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { usePages } from '../../ui/use-pages.ts';
import type { AlertFilter } from './alert-filter.ts';
import { AlertList } from './alert-list.tsx';
import { useAlertActs } from './use-alert-acts.ts';

const pageSize = 100;

/** Every alert that there was, newest first; older ones are asked for as the end comes near. */
export function AlertHistory({ filter }: { readonly filter: AlertFilter }): ReactNode {
  const { text } = useTexts();
  const { client } = useConsole();
  const acts = useAlertActs();
  const ask = useCallback(
    (oldest: Alert | null) =>
      client.ask('alerts.page', { beforeId: oldest?.alertId ?? null, limit: pageSize, ...filter }),
    [client, filter],
  );
  const { entries, hasMore, isLoading, fault, loadMore } = usePages(ask);
  const onEndNear = useCallback(() => {
    if (hasMore && !isLoading && fault === null) loadMore();
  }, [hasMore, isLoading, fault, loadMore]);
  return (
    <>
      {fault !== null && <FaultNotice fault={fault} />}
      {entries.length === 0 && isLoading && <Skeleton active paragraph={{ rows: 6 }} title={false} />}
      {entries.length === 0 && !isLoading && fault === null && (
        <p className="empty-line">{text('alerts.no-history')}</p>
      )}
      {entries.length > 0 && <AlertList alerts={entries} cursorId={null} onOpen={acts.open} onEndNear={onEndNear} />}
    </>
  );
}
