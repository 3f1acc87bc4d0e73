import { ReloadOutlined, SafetyCertificateOutlined } from '@ant-design/icons';
import type { AuditEntry } from '@contract/audit.ts';
import type { Fault } from '@contract/outcome.ts';
import type { ProcedureOutput } from '@contract/procedures.ts';
import { Button } from 'antd';
import { useCallback, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { usePages } from '../../ui/use-pages.ts';
import { AuditList } from './audit-list.tsx';

const pageSize = 100;

/** Who did what to which phone; the chain of hashes can be checked. */
export function AuditPage(): ReactNode {
  const { text } = useTexts();
  const { client } = useConsole();
  const ask = useCallback(
    (oldest: AuditEntry | null) => client.ask('audit.page', { beforeSeq: oldest?.seq ?? null, limit: pageSize }),
    [client],
  );
  const pages = usePages(ask);
  return (
    <div className="page page-tall" data-page="audit">
      <header className="page-head">
        <div>
          <h1>{text('nav.audit')}</h1>
          <p className="text-second">{text('audit.page-text')}</p>
        </div>
        <div className="act-buttons">
          <Button icon={<ReloadOutlined aria-hidden />} loading={pages.isLoading} onClick={pages.reload}>
            {text('audit.refresh')}
          </Button>
          <VerifyButton />
        </div>
      </header>
      {pages.fault !== null && <FaultNotice fault={pages.fault} />}
      {pages.entries.length === 0 && !pages.isLoading && pages.fault === null && (
        <p className="empty-line">{text('audit.none')}</p>
      )}
      {pages.entries.length > 0 && <AuditList pages={pages} />}
    </div>
  );
}

type Verification = ProcedureOutput<'audit.verify'>;

function VerifyButton(): ReactNode {
  const { text } = useTexts();
  const { client } = useConsole();
  const [verification, setVerification] = useState<Verification | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [isChecking, setIsChecking] = useState(false);
  const verify = async (): Promise<void> => {
    setIsChecking(true);
    const answer = await client.ask('audit.verify', {});
    setIsChecking(false);
    setFault(answer.ok ? null : answer.error);
    if (answer.ok) setVerification(answer.value);
  };
  return (
    <div className="audit-verify">
      <Button icon={<SafetyCertificateOutlined aria-hidden />} loading={isChecking} onClick={() => void verify()}>
        {text('audit.verify')}
      </Button>
      {fault !== null && <FaultNotice fault={fault} />}
      {verification !== null && <VerificationNotice verification={verification} />}
    </div>
  );
}

function VerificationNotice({ verification }: { readonly verification: Verification }): ReactNode {
  const { text } = useTexts();
  const { isIntact, checkedCount, brokenAtSeq } = verification;
  if (isIntact) return <Notice tone="good" title={text('audit.intact', { count: checkedCount })} />;
  return (
    <Notice tone="bad" title={text('audit.broken', { seq: brokenAtSeq ?? 0 })}>
      {text('audit.broken-text')}
    </Notice>
  );
}
