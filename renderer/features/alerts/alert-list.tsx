import type { Alert } from '@contract/alerts.ts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { AlertButtons, ChooseBox, type AlertControls } from './alert-controls.tsx';
import { AlertRow } from './alert-row.tsx';

const rowHeight = 56;
const overscan = 8;

interface AlertListProps {
  readonly alerts: readonly Alert[];
  /** Where the keyboard is; it is kept in sight. */
  readonly cursorId: number | null;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onPoint?: (alertId: number) => void;
  readonly onOpen: (alert: Alert) => void;
  /** Left out where nothing can be done, as with alerts that are over. */
  readonly controls?: AlertControls;
  /** Called when the end of the list comes near. */
  readonly onEndNear?: () => void;
}

/** Alerts line by line; only those in sight are drawn. */
export function AlertList(props: AlertListProps): ReactNode {
  const { alerts, cursorId, onKeyDown, onEndNear } = props;
  const { text } = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: alerts.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
  });
  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= alerts.length - overscan) onEndNear?.();
  }, [lastShown, alerts.length, onEndNear]);
  const cursorIndex = alerts.findIndex(({ alertId }) => alertId === cursorId);
  useEffect(() => {
    if (cursorIndex >= 0) virtualizer.scrollToIndex(cursorIndex);
  }, [cursorIndex, virtualizer]);
  return (
    // The list takes the keys, as the phone list does; its lines are reached with the arrows.
    <div
      className="alert-list"
      ref={scroller}
      role="grid"
      tabIndex={0}
      onKeyDown={onKeyDown}
      aria-label={text('nav.alerts')}
    >
      <div role="rowgroup" className="alert-lines" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ key, index, start }) => {
          const alert = alerts[index];
          return alert === undefined ? null : <AlertLine key={key} {...props} alert={alert} top={start} />;
        })}
      </div>
    </div>
  );
}

function AlertLine({
  alert,
  top,
  cursorId,
  onPoint,
  onOpen,
  controls,
}: AlertListProps & { readonly alert: Alert; readonly top: number }): ReactNode {
  const isCursor = alert.alertId === cursorId;
  const isPut = alert.endedAt === null && (alert.acknowledgedAt !== null || alert.snoozedUntilAt !== null);
  return (
    <div
      role="row"
      className={`alert-line${isCursor ? ' is-cursor' : ''}${isPut ? ' is-put' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
      data-alert={alert.alertId}
      data-alert-kind={alert.kind}
      onMouseDown={() => onPoint?.(alert.alertId)}
    >
      <AlertRow
        alert={alert}
        onOpen={() => onOpen(alert)}
        leading={controls && <ChooseBox alert={alert} controls={controls} />}
        actions={controls && <AlertButtons alert={alert} controls={controls} />}
      />
    </div>
  );
}
