import type { PreparationLine } from '@contract/preparation.ts';
import { memo, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { usePhone, useSelection } from '../../stores/use-console.ts';
import { Age } from '../../ui/age.tsx';
import { StateIcon } from '../../ui/state-icon.tsx';
import { modelName, phoneName } from '../devices/phone-names.ts';
import { cellWordKey, CheckIcon } from './check-look.tsx';
import { cellOf, isBlocked } from './preparation-filter.ts';
import { stepName } from './step-texts.ts';
import { usePreparation } from './use-preparation.ts';

interface PreparationRowProps {
  readonly phoneId: string;
  readonly rowIndex: number;
  readonly top: number;
  readonly stepIds: readonly string[];
}

/** One phone's checks; clicks are answered by the matrix. */
export const PreparationRow = memo(function PreparationRow(props: PreparationRowProps): ReactNode {
  const { phoneId, rowIndex, top, stepIds } = props;
  const texts = useTexts();
  const phone = usePhone(phoneId);
  const line = usePreparation((state) => state.lines.get(phoneId));
  const isSelected = useSelection((state) => state.selectedIds.has(phoneId));
  const isCursor = useSelection((state) => state.cursorId === phoneId);
  if (phone === null) return null;
  const name = phoneName(phone, texts);
  return (
    <div
      id={`phone-${phoneId}`}
      role="row"
      className={`phone-row${isSelected ? ' is-selected' : ''}${isCursor ? ' is-cursor' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={rowIndex + 2}
      aria-selected={isSelected}
      data-phone-id={phoneId}
    >
      <div role="gridcell" className="phone-cell is-pinned cell-select">
        <input
          type="checkbox"
          tabIndex={-1}
          checked={isSelected}
          data-select
          readOnly
          aria-label={texts.text('select.phone', { name })}
        />
      </div>
      <div role="gridcell" className="phone-cell cell-of-prepared" title={modelName(phone, texts.language) ?? ''}>
        <span className="cell-line">
          <StateIcon state={phone.state} />
          <span className="cell-main">{name}</span>
        </span>
      </div>
      <div role="gridcell" className="phone-cell">
        {line === undefined ? (
          <span className="cell-empty">{texts.text('preparation.never')}</span>
        ) : (
          <span className={`cell-sub${line.hasFault ? ' tone-bad' : ''}`}>
            <Age at={line.checkedAt} />
          </span>
        )}
      </div>
      {stepIds.map((stepId) => (
        <CheckCell key={stepId} line={line} stepId={stepId} />
      ))}
    </div>
  );
});

function CheckCell({
  line,
  stepId,
}: {
  readonly line: PreparationLine | undefined;
  readonly stepId: string;
}): ReactNode {
  const texts = useTexts();
  const cell = cellOf(line, stepId);
  if (cell === null) {
    return (
      <div role="gridcell" className="phone-cell" data-step={stepId} aria-label={texts.text('preparation.never')} />
    );
  }
  const look = { ...cell, isBlocked: cell.state === 'to-fix' && isBlocked(cell) };
  const word = texts.text(cellWordKey(look));
  return (
    <div
      role="gridcell"
      className={`phone-cell check-cell check-${cell.state}`}
      data-step={stepId}
      title={`${stepName(texts, stepId)} · ${texts.text(`preparation.state.${cell.state}`)}`}
    >
      <span className="cell-line">
        <CheckIcon {...look} />
        {cell.state === 'not-applicable' ? null : <span className="check-word">{word}</span>}
      </span>
    </div>
  );
}
