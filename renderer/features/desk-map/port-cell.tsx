import type { DragEvent, KeyboardEvent, ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, usePhone, useUi } from '../../stores/use-console.ts';
import { StateIcon } from '../../ui/state-icon.tsx';
import { modelName, phoneName } from '../devices/phone-names.ts';
import { stateTones } from '../devices/state-look.ts';
import { confidenceTones } from '../faults/fault-look.ts';
import { useDeskMarks } from './desk-marks.ts';
import type { PortPlace } from './map-layout.ts';

const phoneType = 'application/x-jiqun-phone';

interface PortCellProps {
  readonly hubId: string;
  readonly place: PortPlace;
}

/** One port: the phone on it, or nothing. */
export function PortCell({ hubId, place }: PortCellProps): ReactNode {
  return place.phoneId === null ? (
    <EmptyPort hubId={hubId} port={place.port} canTake={place.isByHand} />
  ) : (
    <PhoneCell phoneId={place.phoneId} port={place.port} isByHand={place.isByHand} />
  );
}

interface PhoneCellProps {
  readonly phoneId: string;
  /** Null in the tray. */
  readonly port: number | null;
  readonly isByHand: boolean;
}

/** A phone on its port or in the tray: number, state, name; outlined by what took it away. */
export function PhoneCell({ phoneId, port, isByHand }: PhoneCellProps): ReactNode {
  const texts = useTexts();
  const phone = usePhone(phoneId);
  const { ui } = useConsole();
  const isOpen = useUi((state) => state.openPhoneId === phoneId);
  const marks = useDeskMarks();
  if (phone === null) return null;
  const isMovable = isByHand || port === null;
  const state = texts.text(`state.${phone.state}.name`);
  const name = phoneName(phone, texts);
  const label = port === null ? `${name} ${state}` : texts.text('desk.cell', { port, phone: name, state });
  const choose = (): void => {
    if (port !== null) return ui.setState({ openPhoneId: isOpen ? null : phoneId });
    marks.setPlacing(marks.placing === phoneId ? null : phoneId);
  };
  const takeOff = (event: KeyboardEvent): void => {
    if (event.key === 'Delete' && port !== null && isByHand) marks.move(phoneId, null);
  };
  return (
    <button
      type="button"
      className={`port-cell edge-${stateTones[phone.state]} ${markOf(phoneId, marks)}${isOpen ? ' is-open' : ''}`}
      aria-label={label}
      aria-pressed={port === null ? marks.placing === phoneId : isOpen}
      title={label}
      draggable={isMovable}
      data-desk-cell={phoneId}
      data-phone-state={phone.state}
      onClick={choose}
      onKeyDown={takeOff}
      onDragStart={(event) => event.dataTransfer.setData(phoneType, phoneId)}
    >
      <span className="port-head">
        <StateIcon state={phone.state} />
        <strong className="tabular">{phone.number ?? texts.text('value.none')}</strong>
        <span className="port-number tabular">{port}</span>
      </span>
      <span className="port-label">{phone.label === '' ? modelName(phone, texts.language) : phone.label}</span>
    </button>
  );
}

function markOf(phoneId: string, marks: ReturnType<typeof useDeskMarks>): string {
  const { readingOf, foundIds, pointedIds, placing } = marks;
  const reading = readingOf.get(phoneId);
  const classes = [
    reading === undefined ? '' : `is-explained mark-${confidenceTones[reading.confidence]}`,
    foundIds === null ? '' : foundIds.has(phoneId) ? 'is-found' : 'is-dimmed',
    pointedIds.has(phoneId) ? 'is-pointed' : '',
    placing === phoneId ? 'is-placing' : '',
  ];
  return classes.filter((each) => each !== '').join(' ');
}

interface EmptyPortProps {
  readonly hubId: string;
  readonly port: number;
  /** Only a hub without paths takes phones by hand. */
  readonly canTake: boolean;
}

function EmptyPort({ hubId, port, canTake }: EmptyPortProps): ReactNode {
  const texts = useTexts();
  const { placing, move } = useDeskMarks();
  const phone = usePhone(placing ?? '');
  if (!canTake) {
    return (
      <span className="port-cell port-empty" title={texts.text('desk.empty-port', { port })}>
        <span className="port-number tabular">{port}</span>
      </span>
    );
  }
  const label =
    phone === null
      ? texts.text('desk.empty-port', { port })
      : texts.text('desk.place-here', { phone: phoneName(phone, texts), port });
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    const phoneId = event.dataTransfer.getData(phoneType);
    if (phoneId !== '') move(phoneId, { hubId, port });
  };
  return (
    <button
      type="button"
      className={`port-cell port-empty${placing === null ? '' : ' can-take'}`}
      disabled={placing === null}
      aria-label={label}
      title={label}
      data-desk-port={`${hubId}#${port}`}
      onClick={() => placing !== null && move(placing, { hubId, port })}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <span className="port-number tabular">{port}</span>
    </button>
  );
}
