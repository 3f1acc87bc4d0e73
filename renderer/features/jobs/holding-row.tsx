import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { useHoldingRow } from './use-holding-row.ts';

/** Which job has a phone, and the row that it is at; a click shows it. */
export function HoldingRow({ phoneId }: { readonly phoneId: string }): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  const row = useHoldingRow(phoneId);
  if (row === null) return null;
  const { jobId, title, itemId, name } = row;
  return (
    <p data-holding-job={jobId}>
      {text('jobs.held-by')}{' '}
      <button
        type="button"
        className="link-button"
        data-act="show-holding-row"
        onClick={() => ui.setState({ page: 'jobs', openJobId: jobId, openItemId: itemId })}
      >
        {text('jobs.held-by-row', { jobId, title, name })}
      </button>
    </p>
  );
}
