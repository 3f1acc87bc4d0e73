import type { CareRow } from '@contract/battery-care.ts';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { Badge } from '../../ui/badge.tsx';
import { CareHistory } from './care-history.tsx';
import { ChargeCell, RestCell, SwellingCell } from './care-cells.tsx';

interface CareTableProps {
  readonly rows: readonly CareRow[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (phoneIds: ReadonlySet<string>) => void;
}

/** One line for each phone, what is due first. */
export function CareTable({ rows, chosen, onChoose }: CareTableProps): ReactNode {
  const { text } = useTexts();
  const [openedRow, setOpenedRow] = useState<CareRow | null>(null);
  const isAll = rows.every(({ phoneId }) => chosen.has(phoneId));
  const toggle = (phoneId: string): void => {
    const next = new Set(chosen);
    if (!next.delete(phoneId)) next.add(phoneId);
    onChoose(next);
  };
  return (
    <div className="table-frame">
      <table className="data-table">
        <thead>
          <tr>
            <th className="cell-check">
              <input
                type="checkbox"
                checked={isAll}
                aria-label={text('select.all')}
                onChange={() => onChoose(isAll ? new Set() : new Set(rows.map(({ phoneId }) => phoneId)))}
              />
            </th>
            <th className="cell-right">{text('column.number')}</th>
            <th>{text('shift.phone')}</th>
            <th className="cell-right">{text('care.level')}</th>
            <th className="cell-right">{text('care.capacity')}</th>
            <th>{text('care.swelling')}</th>
            <th>{text('care.rest')}</th>
            <th>{text('care.charge')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <CareLine
              key={row.phoneId}
              row={row}
              isChosen={chosen.has(row.phoneId)}
              onToggle={() => toggle(row.phoneId)}
              onOpen={() => setOpenedRow(row)}
            />
          ))}
        </tbody>
      </table>
      {openedRow !== null && <CareHistory row={openedRow} onClose={() => setOpenedRow(null)} />}
    </div>
  );
}

interface CareLineProps {
  readonly row: CareRow;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
  readonly onOpen: () => void;
}

function CareLine({ row, isChosen, onToggle, onOpen }: CareLineProps): ReactNode {
  const { text } = useTexts();
  const { ui, selection } = useConsole();
  const { phoneId, number, name, percent, capacityPercent } = row;
  const show = (): void => {
    selection.setState({ cursorId: phoneId });
    ui.setState({ page: 'devices', openPhoneId: phoneId, drawerTab: 'overview' });
  };
  return (
    <tr data-care-id={phoneId} className={isChosen ? 'is-selected' : undefined}>
      <td className="cell-check">
        <input type="checkbox" checked={isChosen} aria-label={name} onChange={onToggle} />
      </td>
      <td className="cell-right">
        <strong className="tabular">{number ?? text('value.none')}</strong>
      </td>
      <td>
        <button type="button" className="link-button" onClick={show}>
          {name}
        </button>{' '}
        {row.isSetAside && <Badge tone="quiet">{text('state.set-aside.name')}</Badge>}
      </td>
      <td className="cell-right tabular">
        {percent === null ? text('value.none') : text('sheet.percent', { percent })}
      </td>
      <td className={`cell-right tabular${capacityPercent !== null && capacityPercent < 80 ? ' tone-warn' : ''}`}>
        {capacityPercent === null
          ? text('value.none')
          : text('sheet.percent', { percent: Math.round(capacityPercent) })}
      </td>
      <td>
        <button type="button" className="link-button" title={text('care.history')} onClick={onOpen}>
          <SwellingCell row={row} />
        </button>
      </td>
      <td>
        <RestCell row={row} />
      </td>
      <td>
        <ChargeCell row={row} />
      </td>
    </tr>
  );
}
