import type { ProcedureOutput } from '@contract/procedures.ts';
import type { ReactNode } from 'react';
import { planMomentText } from '../../../format/plan-times.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ChangeCounts } from '../check/change-counts.tsx';
import { DiffTable } from '../check/diff-table.tsx';
import { problemParams } from '../../../format/problem-params.ts';

type Value = ProcedureOutput<'plans.previewAssign'>;

/** What changes for the accounts: those of one plan together, rule by rule, and who would stand in another stage. */
export function AssignPreview({ value }: { readonly value: Value }): ReactNode {
  const { text } = useTexts();
  const needs = [...new Set(value.groups.flatMap((group) => group.needs))];
  return (
    <section className="assign-preview" data-assign-preview>
      <h3>{text('plans.assign-changes')}</h3>
      {value.problems.length > 0 && <Broken problems={value.problems} />}
      <StageMoves value={value} />
      {value.groups.map((group) => (
        <details key={group.accountIds[0]} open>
          <summary>
            {group.from === null
              ? text(`plans.under.${group.kind}`)
              : text('plans.under.given', { plan: group.from.templateId, version: group.from.version })}
            {' · '}
            {text('plans.assign-chosen', { count: group.accountIds.length })}
          </summary>
          <Runs group={group} />
          {(group.kind === 'none' || group.kind === 'practice') && (
            <p className="text-second">{text('plans.whole-plan')}</p>
          )}
          <ChangeCounts rows={group.diff} beyond={new Set(group.beyond)} />
          <DiffTable rows={group.diff} beyond={new Set(group.beyond)} />
        </details>
      ))}
      {needs.length > 0 && (
        <p className="tone-warn" data-needs={needs.join(' ')}>
          {text('plans.assign-needs')}{' '}
          {needs.map((need) => (
            <Badge key={need} tone="warn">
              {text(`growth.change-need.${need}`)}
            </Badge>
          ))}
        </p>
      )}
    </section>
  );
}

/** Accounts under a loosened plan: until when, and whether what is given ends with it. */
function Runs({ group: { runsUntilAt, endsAt, needs } }: { readonly group: Value['groups'][number] }): ReactNode {
  const { text, language } = useTexts();
  if (runsUntilAt === null) return null;
  const atOf = (at: number): string => planMomentText(language, at, 0);
  const title = text('plans.assign-runs', { at: atOf(runsUntilAt) });
  if (needs.length > 0 || endsAt === null || endsAt > runsUntilAt) return <Notice tone="info" title={title} />;
  return (
    <Notice tone="warn" title={title}>
      {text('plans.assign-ends', { at: atOf(endsAt) })}
    </Notice>
  );
}

/** A text that cannot be given to anybody, with the line of each thing that is wrong. */
function Broken({ problems }: Pick<Value, 'problems'>): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  return (
    <Notice tone="bad" title={text('plans.problem-count', { count: problems.length })}>
      {problems.map((problem) => (
        <div key={JSON.stringify(problem)}>
          {text('plan.problem-place', { file: problem.file, line: problem.line })}{' '}
          {text(`plan.problem.${problem.code}.cause`, problemParams(texts, problem.params))}{' '}
          <span className="text-second">
            {text(`plan.problem.${problem.code}.cure`, problemParams(texts, problem.params))}
          </span>
        </div>
      ))}
    </Notice>
  );
}

/** Accounts that would stand elsewhere right after it, from stage to stage. */
function StageMoves({ value: { stages } }: { readonly value: Value }): ReactNode {
  const { text } = useTexts();
  const moved = Map.groupBy(
    stages.filter(({ before, after }) => before !== after),
    ({ before, after }) => `${before} → ${after}`,
  );
  if (moved.size === 0) return <p className="text-second">{text('plans.stages-stay')}</p>;
  return (
    <Notice tone="warn" title={text('plans.stages-move')}>
      {[...moved].map(([move, those]) => (
        <div key={move} className="tabular" data-stage-move={move}>
          {move} {text('plans.assign-chosen', { count: those.length })}
        </div>
      ))}
      {text('plans.stages-move-text')}
    </Notice>
  );
}
