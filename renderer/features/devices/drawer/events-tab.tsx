import { ReloadOutlined } from '@ant-design/icons';
import { succeed } from '@contract/outcome.ts';
import type { Phone } from '@contract/phones.ts';
import { Button } from 'antd';
import { useCallback, type ReactNode } from 'react';
import { readableParams } from '../../../format/text-params.ts';
import { fullTimeText } from '../../../format/times.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useHostName } from '../../hosts/use-host-name.ts';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { usePages } from '../../../ui/use-pages.ts';

interface PhoneEvent {
  readonly eventId: number;
  readonly at: number;
  readonly kind: string;
  readonly params: Phone['reason']['params'];
}

const pageSize = 50;

/** What happened to the phone, newest first, page by page. */
export function EventsTab({ phone }: { readonly phone: Phone }): ReactNode {
  const { text } = useTexts();
  const { client } = useConsole();
  const { phoneId } = phone;
  const ask = useCallback(
    async (oldest: PhoneEvent | null) => {
      const answer = await client.ask('phones.events', { phoneId, beforeId: oldest?.eventId ?? null, limit: pageSize });
      return answer.ok ? succeed({ entries: answer.value.events, hasMore: answer.value.hasMore }) : answer;
    },
    [client, phoneId],
  );
  const { entries, hasMore, isLoading, fault, loadMore, reload } = usePages(ask);
  return (
    <section className="section">
      <div className="section-head">
        <Button icon={<ReloadOutlined aria-hidden />} loading={isLoading} onClick={reload}>
          {text('events.refresh')}
        </Button>
      </div>
      {fault !== null && <FaultNotice fault={fault} />}
      {entries.length === 0 && !isLoading && fault === null && <p className="empty-line">{text('events.none')}</p>}
      <ol className="event-list">
        {entries.map((event) => (
          <EventLine key={event.eventId} event={event} />
        ))}
      </ol>
      {hasMore && entries.length > 0 && (
        <Button block loading={isLoading} onClick={loadMore}>
          {text('act.load-more')}
        </Button>
      )}
    </section>
  );
}

function EventLine({ event }: { readonly event: PhoneEvent }): ReactNode {
  const texts = useTexts();
  const { hostId, portPath } = event.params;
  const host = useHostName(typeof hostId === 'string' ? hostId : null);
  const place = typeof portPath === 'string' ? portPath : host;
  const params = { ...readableParams(texts, event.params, event.at), place };
  return (
    <li>
      <time className="tabular text-second">{fullTimeText(texts.language, event.at)}</time>
      <span>{texts.lookUp(`event.${event.kind}`, params) ?? event.kind}</span>
    </li>
  );
}
