import type { RenamePreviewRow } from '@contract/rename-preview.ts';
import type { ReactNode } from 'react';
import { readableParams } from '../../../format/text-params.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useTrueMinute } from '../../../stores/use-console.ts';
import { Badge } from '../../../ui/badge.tsx';
import { VirtualLines } from '../virtual-lines.tsx';
import { verdictTones } from './verdict-tones.ts';
import { ViaCell } from './via-cell.tsx';

interface PreviewTableProps {
  readonly rows: readonly RenamePreviewRow[];
  /** The operator wants this group to be renamed through that view. */
  readonly onPick: (groupId: string, groupViewId: number) => void;
}

const columns = ['before', 'after', 'via', 'verdict', 'why'] as const;

/** The preview row by row. */
export function PreviewTable({ rows, onPick }: PreviewTableProps): ReactNode {
  const { text } = useTexts();
  if (rows.length === 0) return <p className="empty-line">{text('rename.preview-none')}</p>;
  return (
    <VirtualLines
      rows={rows}
      rowHeight={40}
      className="preview-lines"
      label={text('rename.step.preview')}
      keyOf={({ groupId }) => groupId}
      head={columns.map((column) => (
        <span role="columnheader" key={column}>
          {text(column === 'via' ? 'rename.column.via' : `groups.${column}`)}
        </span>
      ))}
      line={(row) => ({
        marks: { 'data-preview-row': row.groupId, 'data-row-verdict': row.verdict },
        cells: <PreviewCells row={row} onPick={(viewId) => onPick(row.groupId, viewId)} />,
      })}
    />
  );
}

interface PreviewCellsProps {
  readonly row: RenamePreviewRow;
  readonly onPick: (groupViewId: number) => void;
}

function PreviewCells({ row, onPick }: PreviewCellsProps): ReactNode {
  const { text } = useTexts();
  const { before, after, verdict } = row;
  return (
    <>
      <span role="cell" title={before}>
        {before}
      </span>
      <span role="cell" title={after} className={verdict === 'change' ? 'tone-good' : 'text-second'}>
        {verdict === 'same' ? '' : after}
      </span>
      <span role="cell">
        <ViaCell row={row} onPick={onPick} />
      </span>
      <span role="cell">
        <Badge tone={verdictTones[verdict]}>{text(`groups.verdict.${verdict}`)}</Badge>
      </span>
      <Why row={row} />
    </>
  );
}

/** The first thing in the way in words; all of them, with what to do, where the pointer rests. */
function Why({ row: { problems } }: { readonly row: RenamePreviewRow }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const now = useTrueMinute();
  const words = problems.map(({ code, params }) => {
    const readable = readableParams(texts, params, now);
    return {
      cause: text(`job.code.${code}.cause`, readable),
      cure: text(`job.code.${code}.cure`, readable),
    };
  });
  const [first] = words;
  return (
    <span role="cell" title={words.map(({ cause, cure }) => `${cause} ${cure}`).join('\n')}>
      {first?.cause}
      {words.length > 1 && <span className="text-third"> +{words.length - 1}</span>}
    </span>
  );
}
