import type { RenameRow, RenameRule } from '@contract/group-rename.ts';
import type { Fault } from '@contract/outcome.ts';
import { useEffect, useState, type ReactNode } from 'react';
import { readableParams } from '../../../format/text-params.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole, useTicking } from '../../../stores/use-console.ts';
import { Badge } from '../../../ui/badge.tsx';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { isFilled } from './rule-drafts.ts';

const tones = { change: 'info', same: 'quiet', held: 'warn', blocked: 'bad' } as const;
/** Typing is let come to rest before main is asked. */
const restMs = 250;

interface RenamePreviewProps {
  readonly groupIds: readonly string[];
  readonly rule: RenameRule;
}

/** What the rule would do, row by row: before, after, and what speaks against it. */
export function RenamePreview({ groupIds, rule }: RenamePreviewProps): ReactNode {
  const { text } = useTexts();
  const { rows, fault } = usePreview(groupIds, rule);
  const counted = (verdict: RenameRow['verdict']): number => rows.filter((row) => row.verdict === verdict).length;
  return (
    <>
      {fault !== null && <FaultNotice fault={fault} />}
      <p className="text-second tabular" aria-live="polite">
        {text('groups.preview-count', {
          change: counted('change'),
          same: counted('same'),
          stopped: counted('held') + counted('blocked'),
        })}
      </p>
      <div className="table-frame plan-frame">
        <table className="data-table">
          <thead>
            <tr>
              <th>{text('groups.before')}</th>
              <th>{text('groups.after')}</th>
              <th>{text('groups.verdict')}</th>
              <th>{text('groups.why')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <PreviewRow key={row.groupId} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function PreviewRow({ row }: { readonly row: RenameRow }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const minute = useTicking((now) => Math.floor(now / 60_000));
  const params = (problem: RenameRow['problems'][number]) => readableParams(texts, problem.params, minute * 60_000);
  return (
    <tr data-row-verdict={row.verdict}>
      <td>{row.before}</td>
      <td>{row.verdict === 'same' ? '' : row.after}</td>
      <td>
        <Badge tone={tones[row.verdict]}>{text(`groups.verdict.${row.verdict}`)}</Badge>
      </td>
      <td>
        {row.problems.map((problem) => (
          <div key={problem.code} title={text(`job.code.${problem.code}.cure`, params(problem))}>
            {text(`job.code.${problem.code}.cause`, params(problem))}
          </div>
        ))}
      </td>
    </tr>
  );
}

function usePreview(groupIds: readonly string[], rule: RenameRule) {
  const { client } = useConsole();
  const [preview, setPreview] = useState<{ readonly rows: readonly RenameRow[]; readonly fault: Fault | null }>({
    rows: [],
    fault: null,
  });
  const key = JSON.stringify({ groupIds, rule });
  useEffect(() => {
    let isStale = false;
    const ask = async (): Promise<void> => {
      const answer = await client.ask('groups.previewRename', { groupIds: [...groupIds], rule });
      if (!isStale)
        setPreview(answer.ok ? { rows: answer.value.rows, fault: null } : { rows: [], fault: answer.error });
    };
    const timer = setTimeout(() => void (isFilled(rule) ? ask() : setPreview({ rows: [], fault: null })), restMs);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
    // The key holds all of both.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [client, key]);
  return preview;
}
