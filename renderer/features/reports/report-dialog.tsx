import type { Fault } from '@contract/outcome.ts';
import type { ReportDraft } from '@contract/reports.ts';
import { Modal, Spin } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import type { ReportOrder } from '../../stores/ui-store.ts';
import { useConsole, useUi } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useFormAct } from '../../ui/use-form-act.ts';
import { ReportFiles } from './report-files.tsx';

/** Collects an export, lets it be looked through file by file, and saves what was left ticked. */
export function ReportDialog(): ReactNode {
  const order = useUi((state) => state.reportOrder);
  return order === null ? null : <OpenReport order={order} />;
}

function OpenReport({ order }: { readonly order: ReportOrder }): ReactNode {
  const { text } = useTexts();
  const { ui, acts, client, announcements } = useConsole();
  const { draft, fault } = useDraft(order);
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const close = (): void => {
    if (draft !== null) void client.ask('reports.drop', { draftId: draft.draftId });
    ui.setState({ reportOrder: null });
  };
  const names = draft?.files.map(({ name }) => name).filter((name) => !leftOut.has(name)) ?? [];
  const saving = useFormAct<ReportDraft>(
    async ({ draftId }) => {
      const answer = await acts.run('reports.save', { draftId, names, path: null });
      if (answer.ok && answer.value.path !== null) {
        announcements.publish({ kind: 'file-saved', path: answer.value.path });
        close();
      }
      return answer;
    },
    () => undefined,
  );
  const title =
    order.kind === 'bundle' ? text('report.bundle') : text('report.phones', { count: order.phoneIds.length });
  return (
    <Modal
      open
      width={1080}
      title={title}
      okText={text('report.save', { count: names.length })}
      cancelText={text('act.cancel')}
      okButtonProps={{ disabled: draft === null || names.length === 0, loading: saving.isRunning }}
      onOk={() => draft !== null && saving.submit(draft)}
      onCancel={close}
    >
      <p className="text-second">{text(order.kind === 'bundle' ? 'report.bundle-text' : 'report.phones-text')}</p>
      {draft === null && fault === null && (
        <p className="report-waiting">
          <Spin /> {text('report.collecting')}
        </p>
      )}
      {fault !== null && <FaultNotice fault={fault} />}
      {saving.fault !== null && <FaultNotice fault={saving.fault} />}
      {draft !== null && <ReportFiles draft={draft} leftOut={leftOut} onLeaveOut={setLeftOut} />}
    </Modal>
  );
}

interface Drafting {
  readonly draft: ReportDraft | null;
  readonly fault: Fault | null;
}

/** Collects once; what comes after the dialog was closed is dropped. */
function useDraft(order: ReportOrder): Drafting {
  const { client } = useConsole();
  const [drafting, setDrafting] = useState<Drafting>({ draft: null, fault: null });
  useEffect(() => {
    let isStale = false;
    const collect = async (): Promise<void> => {
      const answer =
        order.kind === 'bundle'
          ? await client.ask('reports.draftBundle', {})
          : await client.ask('reports.draftPhones', { phoneIds: [...order.phoneIds] });
      if (!isStale)
        setDrafting(answer.ok ? { draft: answer.value, fault: null } : { draft: null, fault: answer.error });
      else if (answer.ok) await client.ask('reports.drop', { draftId: answer.value.draftId });
    };
    void collect();
    return () => {
      isStale = true;
    };
  }, [client, order]);
  return drafting;
}
