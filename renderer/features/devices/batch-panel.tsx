import { CheckCircleFilled, CloseCircleFilled, CloseOutlined } from '@ant-design/icons';
import type { Fault } from '@contract/outcome.ts';
import { Button, Spin } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import type { Batch } from '../../stores/batch-store.ts';
import { useBatches, useConsole, usePhone } from '../../stores/use-console.ts';
import { useFaultText } from '../../ui/use-fault-text.ts';
import { actKey } from './batch-menu.ts';
import { phoneName } from './phone-names.ts';

/** What became of the latest batches: who failed and why. Stays until it is closed, whatever page is shown. */
export function BatchPanel(): ReactNode {
  const { text } = useTexts();
  const batches = useBatches();
  if (batches.length === 0) return null;
  return (
    <section className="batch-panel" aria-label={text('batch.results')} aria-live="polite">
      {batches.map((batch) => (
        <BatchResult key={batch.batchId} batch={batch} />
      ))}
    </section>
  );
}

/** A success is gone by itself after a while; a failure stays until it was read. */
const successMs = 8_000;

function BatchResult({ batch }: { readonly batch: Batch }): ReactNode {
  const { text } = useTexts();
  const { batches } = useConsole();
  const failed = batch.faults.size;
  const isOver = !batch.isRunning && failed === 0;
  useEffect(() => {
    if (!isOver) return undefined;
    const timer = window.setTimeout(() => batches.dismiss(batch.batchId), successMs);
    return () => window.clearTimeout(timer);
  }, [isOver, batches, batch.batchId]);
  return (
    <article className="batch-result">
      <header>
        <BatchMark batch={batch} />
        <strong>{text('batch.title', { act: text(actKey(batch.act)), count: batch.phoneIds.length })}</strong>
        <span className="batch-summary">{useBatchSummary(batch)}</span>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined aria-hidden />}
          aria-label={text('act.close')}
          onClick={() => batches.dismiss(batch.batchId)}
        />
      </header>
      {failed > 0 && (
        <>
          <ul className="batch-faults">
            {[...batch.faults].map(([phoneId, fault]) => (
              <FailedPhone key={phoneId} phoneId={phoneId} fault={fault} />
            ))}
          </ul>
          <Button size="small" onClick={() => void batches.retryFailed(batch.batchId)}>
            {text('batch.retry', { count: failed })}
          </Button>
        </>
      )}
    </article>
  );
}

function useBatchSummary({ isRunning, faults, phoneIds }: Batch): string {
  const { text } = useTexts();
  if (isRunning) return text('batch.running');
  if (faults.size === 0) return text('batch.all-done');
  return text('batch.some-failed', { done: phoneIds.length - faults.size, failed: faults.size });
}

function BatchMark({ batch }: { readonly batch: Batch }): ReactNode {
  if (batch.isRunning) return <Spin size="small" />;
  if (batch.faults.size === 0) return <CheckCircleFilled className="tone-good" aria-hidden />;
  return <CloseCircleFilled className="tone-bad" aria-hidden />;
}

function FailedPhone({ phoneId, fault }: { readonly phoneId: string; readonly fault: Fault }): ReactNode {
  const texts = useTexts();
  const readFault = useFaultText();
  const phone = usePhone(phoneId);
  const { cause, cure } = readFault(fault);
  return (
    <li>
      <strong>{phone === null ? texts.text('phone.removed') : phoneName(phone, texts)}</strong>
      <span>{cause}</span>
      <span className="text-second">{cure}</span>
    </li>
  );
}
