import type { BenchRun } from '@contract/playbook-bench.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { IntentCard } from './intent-card.tsx';
import { RunEnd } from './run-end.tsx';
import { RunForm } from './run-form.tsx';
import { RunReadings, RunRecords } from './run-records.tsx';
import { useBench } from './use-bench.ts';

/** A playbook at a person's pace: what is next, told before it is done, and what was done so far. */
export function RunTab(): ReactNode {
  const { text } = useTexts();
  const hasPhone = useBench(({ bench }) => bench?.session !== null);
  const run = useBench(({ bench }) => bench?.session?.run ?? null);
  if (!hasPhone) return <p className="bench-tab empty-line">{text('bench.run-no-phone')}</p>;
  return (
    <div className="bench-tab" data-run={run?.state ?? 'none'}>
      {(run === null || (run.state === 'over' && run.hasLeft)) && <RunForm last={run} />}
      {run !== null && <UnderWay run={run} />}
    </div>
  );
}

function UnderWay({ run }: { readonly run: BenchRun }): ReactNode {
  return (
    <>
      {run.state === 'over' ? <RunEnd run={run} /> : <IntentCard run={run} />}
      <RunReadings run={run} />
      <RunRecords records={run.records} />
    </>
  );
}
