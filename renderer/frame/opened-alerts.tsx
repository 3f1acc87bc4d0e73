import { useEffect } from 'react';
import { useConsole } from '../stores/use-console.ts';

/** Shows the alert whose notification was clicked. */
export function OpenedAlerts(): null {
  const { client, ui } = useConsole();
  useEffect(
    () => client.listen('alerts.opened', ({ alertId }) => ui.setState({ page: 'alerts', openAlertId: alertId })),
    [client, ui],
  );
  return null;
}
