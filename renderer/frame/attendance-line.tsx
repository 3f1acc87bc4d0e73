import { DownOutlined } from '@ant-design/icons';
import type { Snapshot } from '@contract/desk.ts';
import type { Phone } from '@contract/phones.ts';
import { Button, Popover } from 'antd';
import { useState, type ReactNode } from 'react';
import { reasonText } from '../format/reason-text.ts';
import { useTexts } from '../i18n/texts-context.tsx';
import type { Texts } from '../i18n/texts.ts';
import { StateIcon } from '../ui/state-icon.tsx';
import { useConsole, useLive, usePhone } from '../stores/use-console.ts';

type MissingPhone = Snapshot['attendance']['missing'][number];

/** 应到 N 在线 M; a click names those that are missing. */
export function AttendanceLine(): ReactNode {
  const { text } = useTexts();
  const { expectedCount, onlineCount, missing } = useLive((state) => state.attendance);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="attendance" data-expected={expectedCount} data-online={onlineCount}>
      <strong className="tabular">{text('attendance.line', { expected: expectedCount, online: onlineCount })}</strong>
      <Popover
        open={isOpen}
        onOpenChange={setIsOpen}
        trigger="click"
        placement="bottomLeft"
        title={text('attendance.title')}
        content={<MissingList missing={missing} expected={expectedCount} onChoose={() => setIsOpen(false)} />}
      >
        <Button type="text" size="small" className={missing.length > 0 ? 'tone-warn' : 'text-second'}>
          <AttendanceWords expected={expectedCount} missing={missing} />
          <DownOutlined aria-hidden />
        </Button>
      </Popover>
    </div>
  );
}

const namedCount = 6;

interface AttendanceWordsProps {
  readonly expected: number;
  readonly missing: readonly MissingPhone[];
}

/** The first missing numbers are named in the line itself: most days that answers the question. */
function AttendanceWords({ expected, missing }: AttendanceWordsProps): ReactNode {
  const { text } = useTexts();
  if (expected === 0) return text('attendance.nobody-short');
  if (missing.length === 0) return text('attendance.complete');
  const numbers = missing.flatMap(({ number }) => (number === null ? [] : [number])).slice(0, namedCount);
  const list = numbers.join(' ');
  const more = missing.length > numbers.length ? text('attendance.more') : '';
  if (numbers.length === 0) return text('attendance.missing-unnumbered', { count: missing.length });
  return text('attendance.missing', { count: missing.length, list: `${list}${more}` });
}

interface MissingListProps {
  readonly missing: readonly MissingPhone[];
  readonly expected: number;
  readonly onChoose: () => void;
}

function MissingList({ missing, expected, onChoose }: MissingListProps): ReactNode {
  const { text } = useTexts();
  if (expected === 0) return <p className="text-second">{text('attendance.nobody')}</p>;
  if (missing.length === 0) return <p className="text-second">{text('attendance.none')}</p>;
  return (
    <>
      <ul className="missing-list">
        {missing.map((phone) => (
          <MissingEntry key={phone.phoneId} missing={phone} onChoose={onChoose} />
        ))}
      </ul>
      <p className="text-second">{text('attendance.hint')}</p>
    </>
  );
}

function MissingEntry({
  missing,
  onChoose,
}: {
  readonly missing: MissingPhone;
  readonly onChoose: () => void;
}): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { ui, selection } = useConsole();
  const phone = usePhone(missing.phoneId);
  const open = (): void => {
    onChoose();
    selection.setState({ cursorId: missing.phoneId });
    ui.setState({ page: 'devices', openPhoneId: missing.phoneId, drawerTab: 'overview' });
  };
  return (
    <li>
      <button type="button" className="missing-entry" onClick={open}>
        <strong className="tabular">{missing.number ?? text('attendance.unnumbered')}</strong>
        <span>{missing.name}</span>
        {phone !== null && (
          <span className="text-second">
            <StateIcon state={phone.state} /> {whyMissing(phone, texts)}
          </span>
        )}
      </button>
    </li>
  );
}

function whyMissing(phone: Phone, texts: Texts): string {
  const state = texts.text(`state.${phone.state}.name`);
  if (phone.reason.code === 'none') return state;
  return texts.text('attendance.why', { state, reason: reasonText(texts, phone, { part: 'short' }) });
}
