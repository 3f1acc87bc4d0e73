import { BrowserWindow, Notification, shell } from 'electron';
import type { AlertNotifier } from '../devices/alerts/alert-notifications.ts';
import type { Logger } from '../runtime/logger.ts';

/** Notifications that are still shown are held, or their click would be lost with them. */
const heldCount = 20;

/** Shows alerts through the system's notifications; a click brings the window to the front. */
export function createDesktopNotifier(logger: Logger): AlertNotifier {
  const held: Notification[] = [];
  return {
    show({ title, body, isSilent, isUrgent }, onOpened) {
      if (!Notification.isSupported()) return logger.info('notification-not-supported');
      const notification = new Notification({
        title,
        body,
        silent: isSilent,
        urgency: isUrgent ? 'critical' : 'normal',
      });
      notification.on('click', () => {
        bringToFront();
        onOpened();
      });
      notification.on('failed', (_event, reason) => logger.warn('notification-failed', { reason }));
      notification.show();
      // Linux desktops show notifications without a sound of their own.
      if (!isSilent && process.platform === 'linux') shell.beep();
      held.push(notification);
      if (held.length > heldCount) held.shift();
    },
  };
}

function bringToFront(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
