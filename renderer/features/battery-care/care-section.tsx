import type { Phone } from '@contract/phones.ts';
import { Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { ChargeCell, RestCell, SwellingCell } from './care-cells.tsx';
import { CareHistory } from './care-history.tsx';

/** What is due for the battery of one phone; the desk has one alert for all that are due. */
export function CareSection({ phone }: { readonly phone: Phone }): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  const input = useMemo(() => ({}), []);
  const { value, fault } = useAnswer('batteryCare.list', input, phone.health.polledAt);
  const [isHistoryOpen, setHistoryOpen] = useState(false);
  const row = value?.rows.find(({ phoneId }) => phoneId === phone.phoneId);
  if (row === undefined && fault === null) return null;
  return (
    <section className="section" data-section="care">
      <div className="section-head">
        <h3>{text('nav.care')}</h3>
        <Button type="link" size="small" onClick={() => ui.setState({ page: 'care', openPhoneId: null })}>
          {text('care.open-page')}
        </Button>
      </div>
      {fault !== null && <FaultNotice fault={fault} />}
      {row !== undefined && (
        <dl className="care-lines">
          <dt>{text('care.swelling')}</dt>
          <dd>
            <button
              type="button"
              className="link-button"
              title={text('care.history')}
              onClick={() => setHistoryOpen(true)}
            >
              <SwellingCell row={row} />
            </button>
          </dd>
          <dt>{text('care.rest')}</dt>
          <dd>
            <RestCell row={row} />
          </dd>
          <dt>{text('care.charge')}</dt>
          <dd>
            <ChargeCell row={row} />
          </dd>
        </dl>
      )}
      {isHistoryOpen && row !== undefined && <CareHistory row={row} onClose={() => setHistoryOpen(false)} />}
    </section>
  );
}
