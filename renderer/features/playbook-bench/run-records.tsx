import { CheckOutlined, CloseOutlined, MinusOutlined } from '@ant-design/icons';
import type { StepRecord } from '@contract/automation.ts';
import type { BenchRun } from '@contract/playbook-bench.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { ConfidenceMark } from './confidence-mark.tsx';

const icons = { done: CheckOutlined, skipped: MinusOutlined, failed: CloseOutlined } as const;
const tones = { done: 'good', skipped: 'quiet', failed: 'bad' } as const;

/** What a run did so far, the latest first, with the time that each took. */
export function RunRecords({ records }: { readonly records: readonly StepRecord[] }): ReactNode {
  const { text } = useTexts();
  if (records.length === 0) return null;
  return (
    <section>
      <h3>{text('bench.run-steps')}</h3>
      <ol className="bench-records">
        {records
          .map((record, place) => ({ record, place }))
          .toReversed()
          .map(({ record, place }) => (
            <Line key={place} record={record} />
          ))}
      </ol>
    </section>
  );
}

function Line({ record }: { readonly record: StepRecord }): ReactNode {
  const { text } = useTexts();
  const Icon = icons[record.outcome];
  return (
    <li className="bench-record" data-record={record.step}>
      <Icon className={`tone-${tones[record.outcome]}`} aria-hidden />
      <span className="mono">{record.step}</span>
      <ConfidenceMark confidence={record.confidence} />
      <span className="text-third bench-record-note" title={record.note ?? ''}>
        {record.note}
      </span>
      <span className="text-third tabular">{text('bench.run-ms', { ms: Math.round(record.durationMs) })}</span>
    </li>
  );
}

/** What a run read: values as they are, lists in figures. */
export function RunReadings({ run }: { readonly run: BenchRun }): ReactNode {
  const { text } = useTexts();
  const values = Object.entries(run.values);
  if (values.length === 0 && run.lists.length === 0) return null;
  return (
    <section>
      <h3>{text('bench.run-values')}</h3>
      <dl className="fact-list">
        {values.map(([name, value]) => (
          <div key={name} className="fact-pair">
            <dt className="mono">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {run.lists.map(({ name, count, statedCount, isComplete }) => (
          <div key={name} className="fact-pair">
            <dt className="mono">{name}</dt>
            <dd>
              {text('bench.run-list', { count, stated: statedCount ?? text('bench.rehearsal.unknown') })}{' '}
              <Badge tone={isComplete ? 'good' : 'warn'}>
                {text(isComplete ? 'bench.run-list-complete' : 'bench.run-list-partial')}
              </Badge>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
