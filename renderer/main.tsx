import './bridge/eval-free-schemas.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ConsoleApp, Dressed } from './app.tsx';
import { BridgeMissing } from './frame/bridge-missing.tsx';
import { createTranslator } from './i18n/texts.ts';
import { startConsole } from './stores/console-stores.ts';
import './styles/base.css';
import './styles/frame.css';
import './styles/devices-page.css';
import './styles/phone-table.css';
import './styles/phone-cells.css';
import './styles/phone-cards.css';
import './styles/empty-desk.css';
import './styles/drawer.css';
import './styles/desk-map.css';
import './styles/pages.css';
import './styles/preparation.css';
import './styles/history.css';
import './styles/alerts.css';
import './styles/jobs.css';
import './styles/schedules.css';
import './styles/playbook-bench.css';
import './styles/bench-tabs.css';
import './styles/operator-panel.css';
import './styles/tables.css';
import './styles/groups.css';
import './styles/member-search.css';
import './styles/renaming.css';
import './styles/growth.css';
import './styles/growth-account.css';
import './styles/growth-calendar.css';
import './styles/growth-forecast.css';
import './styles/reports.css';
import './styles/people-lists.css';
import './styles/growth-plans.css';
import './styles/plan-check.css';
import { recallLook } from './theme/remembered-look.ts';

async function start(): Promise<void> {
  const container = document.querySelector('#root');
  if (container === null) throw new Error('index.html has no #root');
  const firstLook = recallLook();
  const translator = await createTranslator(firstLook.language);
  const root = createRoot(container);
  const bridge = window.jiqun;
  if (bridge === undefined) {
    root.render(
      <Dressed look={firstLook} translator={translator}>
        <BridgeMissing />
      </Dressed>,
    );
    return;
  }
  const stores = startConsole(bridge);
  window.addEventListener('pagehide', () => stores.dispose(), { once: true });
  root.render(
    <StrictMode>
      <ConsoleApp stores={stores} translator={translator} firstLook={firstLook} />
    </StrictMode>,
  );
}

void start();
