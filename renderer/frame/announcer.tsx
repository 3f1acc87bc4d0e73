import { App } from 'antd';
import { useEffect } from 'react';
import { useTexts } from '../i18n/texts-context.tsx';
import { useConsole } from '../stores/use-console.ts';
import { useFaultText } from '../ui/use-fault-text.ts';

const faultSeconds = 12;

/** Shows what the stores announce: failures with cause and cure, small successes in passing. */
export function Announcer(): null {
  const { announcements } = useConsole();
  const { message, notification } = App.useApp();
  const texts = useTexts();
  const readFault = useFaultText();
  useEffect(
    () =>
      announcements.subscribe((announcement) => {
        switch (announcement.kind) {
          case 'fault': {
            const { cause, cure } = readFault(announcement.fault);
            notification.error({ title: cause, description: cure, placement: 'topRight', duration: faultSeconds });
            return;
          }
          case 'operator-chosen':
            void message.success(texts.text('operators.chosen', { name: announcement.name }));
            return;
          case 'operator-left':
            void message.info(texts.text('operators.left'));
            return;
          case 'settings-saved':
            void message.success(texts.text('settings.saved'));
            return;
          case 'file-saved':
            notification.success({
              title: texts.text('report.saved'),
              description: announcement.path,
              placement: 'topRight',
              duration: faultSeconds,
            });
            return;
          case 'all-stopped': {
            const { pausedCount: paused, stoppedCount: stopped } = announcement;
            void message.warning(texts.text('stop-all.done', { paused, stopped }), faultSeconds);
            return;
          }
          case 'labels-applied':
            void message.success(texts.text('labels.applied', { count: announcement.count }));
        }
      }),
    [announcements, message, notification, texts, readFault],
  );
  return null;
}
