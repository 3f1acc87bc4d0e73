import type { PreparationRun } from '@contract/preparation.ts';
import { Button, Progress } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { countRun } from './run-counts.ts';
import { RunResults } from './run-results.tsx';
import { usePreparation } from './use-preparation.ts';

/** How the run goes, and what came of it until it is closed. */
export function RunPanel(): ReactNode {
  const run = usePreparation((state) => state.run);
  const closedRunId = usePreparation((state) => state.closedRunId);
  if (run === null || run.runId === closedRunId) return null;
  return <Run key={run.runId} run={run} />;
}

function Run({ run }: { readonly run: PreparationRun }): ReactNode {
  const { text } = useTexts();
  const { preparation } = useConsole();
  const [isOpen, setOpen] = useState(false);
  const { total, over, failed } = countRun(run);
  const isRunning = run.endedAt === null;
  return (
    <section className="run-panel" aria-live="polite" data-run={isRunning ? 'running' : 'over'}>
      <div className="run-line">
        <strong>{text(isRunning ? `preparation.run.${run.kind}` : `preparation.run.${run.kind}-over`)}</strong>
        <Progress
          className="run-progress"
          percent={Math.round((over / Math.max(1, total)) * 100)}
          size="small"
          showInfo={false}
          status={isRunning ? 'active' : failed > 0 ? 'exception' : 'success'}
        />
        <RunSummary run={run} />
        <span className="toolbar-gap" />
        <Button size="small" onClick={() => setOpen((before) => !before)} aria-expanded={isOpen}>
          {text('preparation.run.details')}
        </Button>
        {isRunning ? (
          <Button size="small" danger onClick={() => void preparation.cancel()}>
            {text('preparation.run.cancel')}
          </Button>
        ) : (
          <Button size="small" onClick={() => preparation.store.setState({ closedRunId: run.runId })}>
            {text('preparation.run.close')}
          </Button>
        )}
      </div>
      {isOpen && <RunResults run={run} />}
    </section>
  );
}

function RunSummary({ run }: { readonly run: PreparationRun }): ReactNode {
  const { text } = useTexts();
  const { total, over, failed, done, refused, nothing } = countRun(run);
  return (
    <span className="meta-line">
      <span className="tabular">{text('preparation.run.count', { done: over, total })}</span>
      {run.kind === 'fix' && <span>{text('preparation.run.outcomes', { done, refused, nothing })}</span>}
      {failed > 0 && <span className="tone-bad">{text('preparation.run.failed', { count: failed })}</span>}
      {run.isCancelled && <span>{text('preparation.run.cancelled')}</span>}
    </span>
  );
}
