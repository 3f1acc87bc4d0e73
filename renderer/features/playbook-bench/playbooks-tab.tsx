import type { ShownPlaybook, ShownStep } from '@contract/playbook-bench.ts';
import { Collapse } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { LoadingLines } from '../../ui/loading-lines.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ConfidenceMark } from './confidence-mark.tsx';
import { actTitle, appTitle } from './playbook-words.ts';
import { ProblemList } from './problem-list.tsx';
import { RehearsalTable } from './rehearsal-table.tsx';
import { usePlaybooks } from './use-playbooks.ts';

/** The playbooks that came with the console: every step with what its source is worth, and where each was rehearsed. */
export function PlaybooksTab({ onRun }: { readonly onRun: () => void }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { value, fault } = usePlaybooks();
  if (fault !== null) return <FaultNotice fault={fault} />;
  if (value === null) return <LoadingLines />;
  const { playbooks, problems, rehearsals } = value;
  return (
    <div className="bench-tab">
      {problems.length > 0 && <Notice tone="bad" title={text('bench.playbooks-problems')} />}
      <ProblemList problems={problems} hasFiles />
      {playbooks.length === 0 && <p className="empty-line">{text('bench.playbooks-none')}</p>}
      <Collapse
        size="small"
        items={playbooks.map((playbook) => ({
          key: playbook.act,
          label: <PlaybookHead playbook={playbook} />,
          children: <Steps playbook={playbook} />,
        }))}
      />
      <RehearsalTable rehearsals={rehearsals} playbooks={playbooks} onRun={onRun} />
    </div>
  );
}

function PlaybookHead({ playbook }: { readonly playbook: ShownPlaybook }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { risk, steps, act } = playbook;
  return (
    <span className="bench-playbook-head" data-playbook={act}>
      <strong>{actTitle(playbook, texts)}</strong>
      <Badge tone={risk === 'write' ? 'warn' : 'quiet'}>{text(`bench.risk.${risk}`)}</Badge>
      <span className="text-third">{text('bench.steps-count', { count: steps.length })}</span>
    </span>
  );
}

function Steps({ playbook }: { readonly playbook: ShownPlaybook }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const parts = [...new Set(playbook.steps.map(({ part }) => part))];
  return (
    <div className="bench-steps-list">
      <p className="text-third">
        {text('bench.playbooks-versions', { app: appTitle(playbook, texts), versions: playbook.versions })}
      </p>
      {parts.map((part) => (
        <section key={part ?? ''}>
          <h3>{part === null ? text('bench.part-own') : text('bench.part', { part })}</h3>
          <ol>
            {playbook.steps
              .filter((step) => step.part === part)
              .map((step) => (
                <StepLine key={step.id} step={step} />
              ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function StepLine({ step }: { readonly step: ShownStep }): ReactNode {
  const { text } = useTexts();
  const { id, on, find, confidence, sources, note, alternates, isCommit, isNotRehearsed } = step;
  return (
    <li className="bench-step">
      <div className="bench-step-head">
        <ConfidenceMark confidence={confidence} />
        <strong className="mono">{id}</strong>
        <span className="text-second mono">{step.do}</span>
        <span className="text-third">{text('bench.run-on', { screen: on.join(', ') })}</span>
        {isCommit && <Badge tone="bad">{text('bench.step-commit')}</Badge>}
        {isNotRehearsed && <Badge tone="quiet">{text('bench.step-not-rehearsed')}</Badge>}
        <Sources sources={sources} />
      </div>
      {find !== null && <code className="bench-find">{find}</code>}
      {note !== null && <p className="text-third">{note}</p>}
      {alternates.map((alternate, place) => (
        <div key={alternate.find} className="bench-alternate">
          <div className="bench-step-head">
            <ConfidenceMark confidence={alternate.confidence} />
            <span className="text-second">{text('bench.step-alternate', { number: place + 1 })}</span>
            {alternate.versions !== null && (
              <span className="text-third">{text('bench.step-versions', { versions: alternate.versions })}</span>
            )}
            <Sources sources={alternate.sources} />
          </div>
          <code className="bench-find">{alternate.find}</code>
        </div>
      ))}
    </li>
  );
}

function Sources({ sources }: { readonly sources: readonly string[] }): ReactNode {
  const { text } = useTexts();
  if (sources.length === 0) return <span className="text-third">{text('bench.step-no-source')}</span>;
  return <span className="text-third mono">{sources.join(' ')}</span>;
}
