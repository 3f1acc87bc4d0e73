import { memo, type ComponentType, type ReactNode } from 'react';
import type { Phone } from '@contract/phones.ts';
import { useStore } from 'zustand';
import { useConsole, usePhone, useSelection } from '../../stores/use-console.ts';
import { GroupsCell, LastSeenCell, ModelCell, RouteCell, SystemCell } from './fact-cells.tsx';
import { BatteryCell, HealthCell, NetworkCell, StorageCell } from './health-cells.tsx';
import { LabelCell, NumberCell } from './identity-cells.tsx';
import { SelectBox } from './select-box.tsx';
import { StateCell } from './state-cell.tsx';

interface PhoneRowProps {
  readonly phoneId: string;
  readonly rowIndex: number;
  readonly top: number;
}

const cells: readonly (readonly [string, ComponentType<{ readonly phone: Phone }>])[] = [
  ['number', NumberCell],
  ['label', LabelCell],
  ['state', StateCell],
  ['model', ModelCell],
  ['system', SystemCell],
  ['health', HealthCell],
  ['battery', BatteryCell],
  ['storage', StorageCell],
  ['network', NetworkCell],
  ['route', RouteCell],
  ['groups', GroupsCell],
  ['lastSeen', LastSeenCell],
];

/** One phone as a row; follows that phone alone. Clicks are answered by the list. */
export const PhoneRow = memo(function PhoneRow({ phoneId, rowIndex, top }: PhoneRowProps): ReactNode {
  const { listing } = useConsole();
  const hidden: readonly string[] = useStore(listing, (state) => state.hiddenColumns);
  const phone = usePhone(phoneId);
  const isSelected = useSelection((state) => state.selectedIds.has(phoneId));
  const isCursor = useSelection((state) => state.cursorId === phoneId);
  if (phone === null) return null;
  return (
    <div
      id={`phone-${phoneId}`}
      role="row"
      className={`phone-row${isSelected ? ' is-selected' : ''}${isCursor ? ' is-cursor' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={rowIndex + 2}
      aria-selected={isSelected}
      data-phone-id={phoneId}
      data-phone-state={phone.state}
    >
      <div role="gridcell" className="phone-cell is-pinned cell-select">
        <SelectBox phone={phone} isSelected={isSelected} />
      </div>
      {cells.map(
        ([id, Cell]) =>
          !hidden.includes(id) && (
            <div key={id} role="gridcell" className={`phone-cell cell-of-${id}`}>
              <Cell phone={phone} />
            </div>
          ),
      )}
    </div>
  );
});
