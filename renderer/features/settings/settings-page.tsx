import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { AboutSection } from './about-section.tsx';
import { AdbSection } from './adb-section.tsx';
import { AlertRulesSection } from './alert-rules-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { GroupNamesSection } from './group-names-section.tsx';
import { HealthLimitsSection } from './health-limits-section.tsx';
import { JobLimitsSection } from './job-limits-section.tsx';
import { LockPolicySection } from './lock-policy-section.tsx';
import { NotificationsSection } from './notifications-section.tsx';
import { WebhookSection } from './webhook-section.tsx';

/** Every setting of the desk; each is kept as soon as it is right. */
export function SettingsPage(): ReactNode {
  const { text } = useTexts();
  return (
    <div className="page page-narrow" data-page="settings">
      <header className="page-head">
        <div>
          <h1>{text('nav.settings')}</h1>
          <p className="text-second">{text('settings.page-text')}</p>
        </div>
      </header>
      <AppearanceSection />
      <LockPolicySection />
      <HealthLimitsSection />
      <JobLimitsSection />
      <GroupNamesSection />
      <AlertRulesSection />
      <NotificationsSection />
      <WebhookSection />
      <AdbSection />
      <AboutSection />
    </div>
  );
}
