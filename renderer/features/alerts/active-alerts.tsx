import { liveAlertLimit, type Alert } from '@contract/alerts.ts';
import { Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useLive, useUi } from '../../stores/use-console.ts';
import { shownAlerts, type AlertFilter } from './alert-filter.ts';
import { AlertList } from './alert-list.tsx';
import { SnoozeMenu } from './snooze-menu.tsx';
import { useAlertActs, type AlertActs } from './use-alert-acts.ts';
import { useAlertKeys } from './use-alert-keys.ts';

/** What is wrong now; alerts are chosen with the mouse or the keyboard and dealt with together. */
export function ActiveAlerts({ filter }: { readonly filter: AlertFilter }): ReactNode {
  const { text } = useTexts();
  const all = useLive((state) => state.alerts);
  const alerts = useMemo(() => shownAlerts(all.values(), filter), [all, filter]);
  const openedId = useUi((state) => state.openAlertId);
  const [cursorId, setCursorId] = useState<number | null>(openedId);
  const [chosenIds, setChosenIds] = useState<ReadonlySet<number>>(new Set());
  const acts = useAlertActs();
  const chosen = alerts.filter(({ alertId }) => chosenIds.has(alertId));
  const choose = (alertId: number): void => setChosenIds((before) => toggled(before, alertId));
  const onKeyDown = useAlertKeys({ alerts, chosen, cursorId, setCursorId, setChosenIds, acts });
  if (alerts.length === 0) return <NoAlerts isFiltered={all.size > 0} />;
  return (
    <>
      {all.size >= liveAlertLimit && <p className="text-second">{text('alerts.limited', { count: liveAlertLimit })}</p>}
      <ChosenBar alerts={chosen.length > 0 ? chosen : alerts} isChosen={chosen.length > 0} acts={acts} />
      <AlertList
        alerts={alerts}
        cursorId={cursorId ?? openedId}
        onKeyDown={onKeyDown}
        onPoint={setCursorId}
        onOpen={acts.open}
        controls={{ chosenIds, onChoose: choose, acts }}
      />
    </>
  );
}

interface ChosenBarProps {
  readonly alerts: readonly Alert[];
  readonly isChosen: boolean;
  readonly acts: AlertActs;
}

/** Acts on what is chosen, or, with nothing chosen, on all that is shown. */
function ChosenBar({ alerts, isChosen, acts }: ChosenBarProps): ReactNode {
  const { text } = useTexts();
  const open = alerts.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  return (
    <div className="alert-bar">
      <span className="text-second">{text(isChosen ? 'alerts.chosen' : 'alerts.shown', { count: alerts.length })}</span>
      <Button size="small" disabled={open.length === 0} onClick={() => acts.acknowledge(open)}>
        {text(isChosen ? 'alerts.acknowledge-chosen' : 'alerts.acknowledge-all')}
      </Button>
      <SnoozeMenu alerts={alerts} acts={acts} />
      <span className="toolbar-gap" />
      <span className="text-third alert-keys">{text('alerts.keys')}</span>
    </div>
  );
}

function NoAlerts({ isFiltered }: { readonly isFiltered: boolean }): ReactNode {
  const { text } = useTexts();
  return <p className="empty-line">{text(isFiltered ? 'alerts.none-filtered' : 'alerts.none')}</p>;
}

function toggled(before: ReadonlySet<number>, alertId: number): ReadonlySet<number> {
  const next = new Set(before);
  if (!next.delete(alertId)) next.add(alertId);
  return next;
}
