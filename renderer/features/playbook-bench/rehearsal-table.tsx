import type { ShownPlaybook, ShownRehearsal } from '@contract/playbook-bench.ts';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Moment } from '../../ui/moment.tsx';
import { actTitle } from './playbook-words.ts';
import { useBench } from './use-bench.ts';

interface RehearsalTableProps {
  readonly rehearsals: readonly ShownRehearsal[];
  readonly playbooks: readonly ShownPlaybook[];
  readonly onRun: () => void;
}

/** On which model and version which act was rehearsed, and what came of it. */
export function RehearsalTable({ rehearsals, playbooks, onRun }: RehearsalTableProps): ReactNode {
  const { text } = useTexts();
  const hasPhone = useBench(({ bench }) => bench?.session !== null);
  return (
    <section className="bench-rehearsals">
      <div className="bench-rehearsals-head">
        <h2>{text('bench.rehearsals')}</h2>
        <Button size="small" disabled={!hasPhone} data-act="bench-rehearse" onClick={onRun}>
          {text('bench.rehearse')}
        </Button>
      </div>
      <p className="text-third">{text('bench.rehearsals-text')}</p>
      {rehearsals.length === 0 && <p className="empty-line">{text('bench.rehearsals-none')}</p>}
      {rehearsals.length > 0 && (
        <div className="table-frame">
          <table className="data-table">
            <thead>
              <tr>
                <th>{text('bench.rehearsal.act')}</th>
                <th>{text('bench.rehearsal.model')}</th>
                <th>{text('bench.rehearsal.version')}</th>
                <th>{text('bench.rehearsal.result')}</th>
                <th>{text('bench.rehearsal.at')}</th>
              </tr>
            </thead>
            <tbody>
              {rehearsals.map((rehearsal) => (
                <Line
                  key={`${rehearsal.act} ${rehearsal.phoneModel} ${rehearsal.appVersion}`}
                  rehearsal={rehearsal}
                  playbook={playbooks.find(({ act }) => act === rehearsal.act)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

interface LineProps {
  readonly rehearsal: ShownRehearsal;
  readonly playbook: ShownPlaybook | undefined;
}

function Line({ rehearsal, playbook }: LineProps): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { act, phoneModel, appVersion, isPassed, isCurrent, code, note, rehearsedAt } = rehearsal;
  const unknown = text('bench.rehearsal.unknown');
  return (
    <tr data-rehearsal={act}>
      <td>{playbook === undefined ? act : actTitle(playbook, texts)}</td>
      <td>{phoneModel || unknown}</td>
      <td className="tabular">{appVersion || unknown}</td>
      <td>
        <Badge tone={isPassed && isCurrent ? 'good' : isPassed ? 'quiet' : 'bad'} title={note}>
          {text(isPassed ? 'bench.rehearsal.passed' : 'bench.rehearsal.failed')}
        </Badge>{' '}
        {!isPassed && <span className="text-second">{text(`job.code.${code}.short`)}</span>}{' '}
        {!isCurrent && <span className="text-third">{text('bench.rehearsal.outdated')}</span>}
      </td>
      <td>
        <Moment at={rehearsedAt} />
      </td>
    </tr>
  );
}
