import { DownloadOutlined, ReloadOutlined, SafetyCertificateOutlined } from '@ant-design/icons';
import { wholeLog, type AuditEntry, type AuditFilter } from '@contract/audit.ts';
import type { Fault } from '@contract/outcome.ts';
import type { ProcedureOutput } from '@contract/procedures.ts';
import { Button } from 'antd';
import { useCallback, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { LoadingLines } from '../../ui/loading-lines.tsx';
import { Notice } from '../../ui/notice.tsx';
import { usePages } from '../../ui/use-pages.ts';
import { AuditExportDialog } from './audit-export-dialog.tsx';
import { AuditFilterBar, type ShownAudit } from './audit-filter-bar.tsx';
import { AuditList } from './audit-list.tsx';

const pageSize = 100;

/** Who did what to which phone and group; by whom, what, where and when; the chain of hashes can be checked. */
export function AuditPage(): ReactNode {
  const { text } = useTexts();
  const [shown, setShown] = useState<ShownAudit>({ filter: wholeLog, span: 'every-day' });
  const [isExporting, setExporting] = useState(false);
  const chain = useChainCheck();
  return (
    <div className="page page-tall" data-page="audit">
      <header className="page-head">
        <div>
          <h1>{text('nav.audit')}</h1>
          <p className="text-second">{text('audit.page-text')}</p>
        </div>
        <div className="act-buttons">
          <Button icon={<DownloadOutlined aria-hidden />} data-act="audit-export" onClick={() => setExporting(true)}>
            {text('audit.export')}
          </Button>
          <Button
            icon={<SafetyCertificateOutlined aria-hidden />}
            loading={chain.isChecking}
            onClick={() => void chain.check()}
          >
            {text('audit.verify')}
          </Button>
        </div>
      </header>
      <ChainNotice verification={chain.verification} fault={chain.fault} />
      <AuditFilterBar shown={shown} onChange={setShown} />
      <FilteredLines key={JSON.stringify(shown.filter)} filter={shown.filter} />
      {isExporting && <AuditExportDialog filter={shown.filter} onClose={() => setExporting(false)} />}
    </div>
  );
}

/** The lines that the filter wants; another filter begins anew. */
function FilteredLines({ filter }: { readonly filter: AuditFilter }): ReactNode {
  const { text } = useTexts();
  const { client } = useConsole();
  const ask = useCallback(
    (oldest: AuditEntry | null) =>
      client.ask('audit.page', { beforeSeq: oldest?.seq ?? null, limit: pageSize, filter }),
    [client, filter],
  );
  const pages = usePages(ask);
  const { entries, isLoading, fault, reload } = pages;
  return (
    <>
      {fault !== null && <FaultNotice fault={fault} />}
      {entries.length === 0 && isLoading && <LoadingLines />}
      {entries.length === 0 && !isLoading && fault === null && (
        <p className="empty-line">{text(filter === wholeLog ? 'audit.none' : 'audit.none-found')}</p>
      )}
      {entries.length > 0 && <AuditList pages={pages} />}
      <div className="audit-foot">
        <Button size="small" type="text" icon={<ReloadOutlined aria-hidden />} loading={isLoading} onClick={reload}>
          {text('audit.refresh')}
        </Button>
      </div>
    </>
  );
}

type Verification = ProcedureOutput<'audit.verify'>;

interface ChainCheck {
  readonly verification: Verification | null;
  readonly fault: Fault | null;
  readonly isChecking: boolean;
  readonly check: () => Promise<void>;
}

/** Has main walk the whole chain of hashes when asked. */
function useChainCheck(): ChainCheck {
  const { client } = useConsole();
  const [verification, setVerification] = useState<Verification | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [isChecking, setIsChecking] = useState(false);
  const check = async (): Promise<void> => {
    setIsChecking(true);
    const answer = await client.ask('audit.verify', {});
    setIsChecking(false);
    setFault(answer.ok ? null : answer.error);
    setVerification(answer.ok ? answer.value : null);
  };
  return { verification, fault, isChecking, check };
}

function ChainNotice({ verification, fault }: Pick<ChainCheck, 'verification' | 'fault'>): ReactNode {
  const { text } = useTexts();
  if (fault !== null) return <FaultNotice fault={fault} />;
  if (verification === null) return null;
  const { isIntact, checkedCount, brokenAtSeq } = verification;
  if (isIntact) return <Notice tone="good" title={text('audit.intact', { count: checkedCount })} />;
  return (
    <Notice tone="bad" title={text('audit.broken', { seq: brokenAtSeq ?? 0 })}>
      {text('audit.broken-text')}
    </Notice>
  );
}
