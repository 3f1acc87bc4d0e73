import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, type CSSProperties, type MouseEvent, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { selectAll } from '../../stores/selection-store.ts';
import { useConsole } from '../../stores/use-console.ts';
import { SelectAllCell } from '../devices/select-all-cell.tsx';
import { useCursorScroll } from '../devices/use-cursor-scroll.ts';
import { useListClicks } from '../devices/use-list-clicks.ts';
import { useListKeys } from '../devices/use-list-keys.ts';
import { cellOf, shownSteps } from './preparation-filter.ts';
import { PreparationRow } from './preparation-row.tsx';
import { stepName, stepShortName } from './step-texts.ts';
import { usePreparation } from './use-preparation.ts';

const rowHeight = 36;
const headerHeight = 44;
const overscan = 8;
const stepWidth = 66;
const fixedWidth = 32 + 180 + 72;

type MatrixStyle = CSSProperties & { readonly '--phone-grid': string; readonly '--phone-grid-least': string };

function gridOf(stepCount: number): MatrixStyle {
  return {
    '--phone-grid': `32px 180px 72px repeat(${stepCount}, minmax(${stepWidth}px, 1fr))`,
    '--phone-grid-least': `${fixedWidth + stepCount * stepWidth}px`,
  };
}

/** Phones down, checks across. A click on a cell opens that phone at that check. */
export function PreparationMatrix({ shownIds }: { readonly shownIds: readonly string[] }): ReactNode {
  const { text } = useTexts();
  const { ui, preparation } = useConsole();
  const stepIds = usePreparation((state) => state.stepIds);
  const lines = usePreparation((state) => state.lines);
  const steps = useMemo(() => shownSteps(stepIds ?? [], lines), [stepIds, lines]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: shownIds.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => shownIds[index] ?? index,
    scrollPaddingStart: headerHeight,
    overscan,
  });
  const linesPerPage = Math.max(1, Math.floor((virtualizer.scrollRect?.height ?? rowHeight) / rowHeight) - 2);
  const chooseRow = useListClicks(shownIds);
  const handleKey = useListKeys({ shownIds, perLine: 1, linesPerPage });
  const cursorId = useCursorScroll(shownIds, (index) => virtualizer.scrollToIndex(index, { align: 'auto' }));
  const handleClick = (event: MouseEvent<HTMLElement>): void => {
    if (!(event.target instanceof Element) || event.target.closest('[data-phone-id]') === null) return;
    const cell = event.target.closest<HTMLElement>('[data-step]');
    preparation.store.setState({ focusedStepId: cell?.dataset['step'] ?? null });
    ui.setState({ drawerTab: 'preparation' });
    chooseRow(event);
  };
  return (
    <div
      ref={scroller}
      className="phone-table preparation-matrix"
      style={gridOf(steps.length)}
      role="grid"
      tabIndex={0}
      aria-label={text('preparation.matrix')}
      aria-multiselectable
      aria-rowcount={shownIds.length + 1}
      aria-activedescendant={cursorId === null ? undefined : `phone-${cursorId}`}
      data-phone-list
      onClick={handleClick}
      onKeyDown={(event) => {
        if (event.key === 'Enter') ui.setState({ drawerTab: 'preparation' });
        handleKey(event);
      }}
    >
      <MatrixHeader shownIds={shownIds} stepIds={steps} />
      <div role="rowgroup" className="phone-rows" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => (
          <PreparationRow key={key} phoneId={shownIds[index] ?? ''} rowIndex={index} top={start} stepIds={steps} />
        ))}
      </div>
    </div>
  );
}

interface HeaderProps {
  readonly shownIds: readonly string[];
  readonly stepIds: readonly string[];
}

function MatrixHeader({ shownIds, stepIds }: HeaderProps): ReactNode {
  const { text } = useTexts();
  return (
    <div role="row" className="phone-header" aria-rowindex={1}>
      <SelectAllCell shownIds={shownIds} />
      <div role="columnheader" className="phone-cell cell-of-prepared">
        <span className="heading">{text('preparation.phone')}</span>
      </div>
      <div role="columnheader" className="phone-cell">
        <span className="heading">{text('preparation.checked')}</span>
      </div>
      {stepIds.map((stepId) => (
        <StepHeading key={stepId} stepId={stepId} shownIds={shownIds} />
      ))}
    </div>
  );
}

/** The step's name; a click chooses the phones on which it can be fixed. */
function StepHeading({
  stepId,
  shownIds,
}: {
  readonly stepId: string;
  readonly shownIds: readonly string[];
}): ReactNode {
  const texts = useTexts();
  const { selection } = useConsole();
  const lines = usePreparation((state) => state.lines);
  const toFix = shownIds.filter((phoneId) => cellOf(lines.get(phoneId), stepId)?.state === 'to-fix');
  const name = stepName(texts, stepId);
  return (
    <div role="columnheader" className="phone-cell preparation-heading" title={name}>
      <button
        type="button"
        className="heading heading-sort"
        disabled={toFix.length === 0}
        title={toFix.length === 0 ? name : `${name} · ${texts.text('preparation.select-step')}`}
        onClick={() => selection.setState((state) => selectAll(state, toFix), true)}
      >
        {stepShortName(texts, stepId)}
      </button>
      {toFix.length > 0 && <span className="preparation-count tone-info tabular">{toFix.length}</span>}
    </div>
  );
}
