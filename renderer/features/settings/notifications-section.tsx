import { alertSeverities } from '@contract/alerts.ts';
import { Segmented, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { SettingLine } from './setting-line.tsx';
import { useSettings } from './use-settings.ts';

/** Whether this computer's desktop tells of alerts, of which, and with a sound. */
export function NotificationsSection(): ReactNode {
  const { text } = useTexts();
  const { settings, save } = useSettings();
  const { notificationsOn, notificationsFrom, notificationSound } = settings;
  return (
    <section className="section-card">
      <h2>{text('notifications.title')}</h2>
      <p className="text-second">{text('notifications.text')}</p>
      <div className="setting-lines">
        <SettingLine label={text('notifications.on')}>
          <Switch
            checked={notificationsOn}
            aria-label={text('notifications.on')}
            onChange={(isOn) => void save({ notificationsOn: isOn })}
          />
        </SettingLine>
        <SettingLine label={text('notifications.from')}>
          <Segmented
            disabled={!notificationsOn}
            options={alertSeverities.map((value) => ({ value, label: text(`notifications.from.${value}`) }))}
            value={notificationsFrom}
            aria-label={text('notifications.from')}
            onChange={(severity) => void save({ notificationsFrom: severity })}
          />
        </SettingLine>
        <SettingLine label={text('notifications.sound')}>
          <Switch
            disabled={!notificationsOn}
            checked={notificationSound}
            aria-label={text('notifications.sound')}
            onChange={(isOn) => void save({ notificationSound: isOn })}
          />
        </SettingLine>
      </div>
    </section>
  );
}
