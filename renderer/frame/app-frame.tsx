import type { ReactNode } from 'react';
import { AlertsPage } from '../features/alerts/alerts-page.tsx';
import { AuditPage } from '../features/audit/audit-page.tsx';
import { CarePage } from '../features/battery-care/care-page.tsx';
import { DemoBanner } from '../features/demo/demo-banner.tsx';
import { BatchPanel } from '../features/devices/batch-panel.tsx';
import { DeskPage } from '../features/desk-map/desk-page.tsx';
import { DevicesPage } from '../features/devices/devices-page.tsx';
import { GrowthPage } from '../features/growth/growth-page.tsx';
import { DoubtNotice } from '../features/growth-doubts/doubt-notice.tsx';
import { GroupsPage } from '../features/groups/groups-page.tsx';
import { HistoryPage } from '../features/history/history-page.tsx';
import { HostsPage } from '../features/hosts/hosts-page.tsx';
import { JobsPage } from '../features/jobs/jobs-page.tsx';
import { OperatorPanel } from '../features/jobs/operator-panel.tsx';
import { RulesDialog } from '../features/accounts/rules-dialog.tsx';
import { OperatorDialog } from '../features/operators/operator-dialog.tsx';
import { ResetPinNotice } from '../features/operators/reset-pin-notice.tsx';
import { PinDialog } from '../features/operators/pin-dialog.tsx';
import { BenchPage } from '../features/playbook-bench/bench-page.tsx';
import { PreparationPage } from '../features/preparation/preparation-page.tsx';
import { PrintPreview } from '../features/reports/print-preview.tsx';
import { ReportDialog } from '../features/reports/report-dialog.tsx';
import { SchedulesPage } from '../features/schedules/schedules-page.tsx';
import { SettingsPage } from '../features/settings/settings-page.tsx';
import { ShiftPage } from '../features/shift/shift-page.tsx';
import type { Page } from '../stores/ui-store.ts';
import { useLive, useUi } from '../stores/use-console.ts';
import { Announcer } from './announcer.tsx';
import { CertaintyNotice } from './certainty-notice.tsx';
import { LoadingLines } from '../ui/loading-lines.tsx';
import { LinkNotice } from './link-notice.tsx';
import { LockQuestion } from './lock-question.tsx';
import { Navigation } from './navigation.tsx';
import { OpenedAlerts } from './opened-alerts.tsx';
import { PageGuard } from './page-guard.tsx';
import { PlatformRules } from './platform-rules.tsx';
import { RestoredNotice } from './restored-notice.tsx';
import { TopBar } from './top-bar.tsx';

/** The console's frame: navigation at the left, the desk's figures on top, one page, and what outlives pages. */
export function AppFrame(): ReactNode {
  const page = useUi((state) => state.page);
  const hasSnapshot = useLive((state) => state.version >= 0);
  const isFailed = useLive((state) => state.link.kind === 'failed');
  return (
    <div className="frame">
      <Navigation />
      <div className="frame-main">
        <TopBar />
        <DemoBanner />
        <LinkNotice />
        <div className="notices">
          {hasSnapshot && <PlatformRules />}
          <RestoredNotice />
          {hasSnapshot && <CertaintyNotice />}
          {hasSnapshot && <DoubtNotice />}
          {hasSnapshot && <ResetPinNotice />}
          <LockQuestion />
        </div>
        <main className="frame-page">
          <PageGuard key={page}>{hasSnapshot ? <PageContent page={page} /> : !isFailed && <LoadingLines />}</PageGuard>
        </main>
      </div>
      <BatchPanel />
      {hasSnapshot && <OperatorPanel />}
      <OperatorDialog />
      <PinDialog />
      <RulesDialog />
      <ReportDialog />
      <PrintPreview />
      <Announcer />
      <OpenedAlerts />
    </div>
  );
}

function PageContent({ page }: { readonly page: Page }): ReactNode {
  switch (page) {
    case 'devices':
      return <DevicesPage />;
    case 'groups':
      return <GroupsPage />;
    case 'growth':
      return <GrowthPage />;
    case 'desk':
      return <DeskPage />;
    case 'alerts':
      return <AlertsPage />;
    case 'jobs':
      return <JobsPage />;
    case 'schedules':
      return <SchedulesPage />;
    case 'bench':
      return <BenchPage />;
    case 'history':
      return <HistoryPage />;
    case 'shift':
      return <ShiftPage />;
    case 'care':
      return <CarePage />;
    case 'hosts':
      return <HostsPage />;
    case 'preparation':
      return <PreparationPage />;
    case 'audit':
      return <AuditPage />;
    case 'settings':
      return <SettingsPage />;
  }
}
