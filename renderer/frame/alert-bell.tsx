import { BellOutlined } from '@ant-design/icons';
import type { Alert } from '@contract/alerts.ts';
import { Button, Popover } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { isWaiting, openAlertFilter, shownAlerts } from '../features/alerts/alert-filter.ts';
import { useAlertSubject } from '../features/alerts/alert-names.ts';
import { SeverityIcon } from '../features/alerts/alert-row.tsx';
import { useAlertActs } from '../features/alerts/use-alert-acts.ts';
import { useTexts } from '../i18n/texts-context.tsx';
import { useConsole, useLive } from '../stores/use-console.ts';
import { Age } from '../ui/age.tsx';

const listedCount = 8;

/** How many alerts wait for somebody; the worst of them on a click, the page from there. */
export function AlertBell(): ReactNode {
  const { text } = useTexts();
  const count = useLive((state) => state.alertCount);
  const [isOpen, setOpen] = useState(false);
  const words = count === 0 ? text('bell.none') : text('bell.some', { count });
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={isOpen}
      onOpenChange={setOpen}
      content={<BellList onDone={() => setOpen(false)} />}
      destroyOnHidden
    >
      <Button
        type="text"
        className={count === 0 ? 'text-second' : 'tone-bad'}
        icon={<BellOutlined aria-hidden />}
        aria-label={words}
        title={words}
        data-alerts={count}
      >
        {count}
      </Button>
    </Popover>
  );
}

function BellList({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  const all = useLive((state) => state.alerts);
  const waiting = useMemo(() => shownAlerts(all.values(), openAlertFilter).filter(isWaiting), [all]);
  const restCount = waiting.length - listedCount;
  const openPage = (): void => {
    ui.setState({ page: 'alerts' });
    onDone();
  };
  return (
    <div className="bell-list">
      {waiting.length === 0 && <p className="text-second">{text('bell.none')}</p>}
      {waiting.slice(0, listedCount).map((alert) => (
        <BellLine key={alert.alertId} alert={alert} onDone={onDone} />
      ))}
      <Button size="small" block onClick={openPage}>
        {restCount > 0 ? text('bell.more', { count: restCount }) : text('bell.open-page')}
      </Button>
    </div>
  );
}

function BellLine({ alert, onDone }: { readonly alert: Alert; readonly onDone: () => void }): ReactNode {
  const { text } = useTexts();
  const acts = useAlertActs();
  const subject = useAlertSubject(alert);
  const open = (): void => {
    acts.open(alert);
    onDone();
  };
  return (
    <button type="button" className="bell-line" onClick={open}>
      <SeverityIcon severity={alert.severity} />
      <span>
        {subject} · {text(`alert.${alert.kind}.name`)}
      </span>
      <span className="text-second">
        <Age at={alert.raisedAt} />
      </span>
    </button>
  );
}
