import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { LoadingLines } from '../../ui/loading-lines.tsx';
import { PhoneDrawer } from '../devices/drawer/phone-drawer.tsx';
import { CureList } from './cure-list.tsx';
import { FixPreview } from './fix-preview.tsx';
import type { PreparationDialog } from './preparation-dialog.ts';
import { PreparationMatrix } from './preparation-matrix.tsx';
import { openPreparationFilter } from './preparation-filter.ts';
import { PreparationToolbar } from './preparation-toolbar.tsx';
import { RunPanel } from './run-panel.tsx';
import { useLoadedPreparation, usePreparation, usePreparedIds } from './use-preparation.ts';

/** Phones against the operating manual: read, put right, and what is left for a hand. */
export function PreparationPage(): ReactNode {
  const { text } = useTexts();
  useLoadedPreparation();
  const [dialog, setDialog] = useState<PreparationDialog | null>(null);
  const hasPhones = useLive((state) => state.phones.size > 0);
  const isLoaded = usePreparation((state) => state.stepIds !== null);
  const fault = usePreparation((state) => state.fault);
  const close = (): void => setDialog(null);
  return (
    <div className="devices-page" data-page="preparation">
      {fault !== null && (
        <div className="notices">
          <FaultNotice fault={fault} />
        </div>
      )}
      {!hasPhones && <p className="empty-line preparation-empty">{text('preparation.no-phones')}</p>}
      {hasPhones && !isLoaded && fault === null && <LoadingLines />}
      {hasPhones && isLoaded && (
        <>
          <PreparationToolbar onDialog={setDialog} />
          <FirstTime />
          <RunPanel />
          <div className="devices-body">
            <div className="devices-list">
              <MatrixOrNothing />
            </div>
            <PhoneDrawer />
          </div>
        </>
      )}
      {dialog?.kind === 'fix' && <FixPreview phoneIds={dialog.phoneIds} onClose={close} />}
      {dialog?.kind === 'cures' && <CureList phoneIds={dialog.phoneIds} onClose={close} />}
    </div>
  );
}

/** What the page is for, until a first phone was checked. */
function FirstTime(): ReactNode {
  const { text } = useTexts();
  const isNew = usePreparation((state) => state.lines.size === 0 && state.run === null);
  return isNew ? <p className="preparation-hint text-second">{text('preparation.hint')}</p> : null;
}

function MatrixOrNothing(): ReactNode {
  const { text } = useTexts();
  const { preparation } = useConsole();
  const shownIds = usePreparedIds();
  if (shownIds.length > 0) return <PreparationMatrix shownIds={shownIds} />;
  return (
    <div className="preparation-empty">
      <p className="text-second">{text('preparation.nothing-found')}</p>
      <Button onClick={() => preparation.store.setState({ filter: openPreparationFilter })}>
        {text('preparation.show-all')}
      </Button>
    </div>
  );
}
