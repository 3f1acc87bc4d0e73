import { itemStates, planVerdicts, type ItemState, type Job } from '@contract/jobs.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { itemTones, verdictTones } from './job-looks.ts';

interface StateFilterProps {
  readonly job: Job;
  /** Null: all states. */
  readonly chosen: ItemState | null;
  readonly onChoose: (state: ItemState | null) => void;
}

/** How many rows are in each state; a click shows only those. A plan shows its verdicts instead. */
export function StateFilter({ job, chosen, onChoose }: StateFilterProps): ReactNode {
  const { text } = useTexts();
  if (job.state === 'planned') return <Verdicts job={job} />;
  const present = itemStates.filter((state) => job.counts[state] > 0 || state === chosen);
  return (
    <div className="job-states" role="group" aria-label={text('jobs.filter-label')}>
      <button
        type="button"
        aria-pressed={chosen === null}
        className="job-state"
        onClick={() => onChoose(null)}
        data-state-filter="all"
      >
        {text('jobs.filter-all')} <span className="tabular">{job.itemCount}</span>
      </button>
      {present.map((state) => (
        <button
          key={state}
          type="button"
          aria-pressed={chosen === state}
          className={`job-state tone-${itemTones[state]}`}
          data-state-filter={state}
          onClick={() => onChoose(chosen === state ? null : state)}
        >
          {text(`job.item.${state}`)} <span className="tabular">{job.counts[state]}</span>
        </button>
      ))}
    </div>
  );
}

function Verdicts({ job }: { readonly job: Job }): ReactNode {
  const { text } = useTexts();
  return (
    <div className="job-states">
      {planVerdicts
        .filter((verdict) => job.verdicts[verdict] > 0)
        .map((verdict) => (
          <span key={verdict} className={`job-state tone-${verdictTones[verdict]}`}>
            {text(`jobs.verdict.${verdict}`)} <span className="tabular">{job.verdicts[verdict]}</span>
          </span>
        ))}
    </div>
  );
}
