import { DeleteOutlined, PrinterOutlined } from '@ant-design/icons';
import { missingMarks, type MissingMark, type NamedPhone, type ShiftCheck } from '@contract/shift.ts';
import { Button, Dropdown, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { fullTimeText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { Notice } from '../../ui/notice.tsx';
import { MissingTable } from './missing-table.tsx';
import { SignForm } from './sign-form.tsx';

interface CheckCardProps {
  readonly check: ShiftCheck;
  readonly onChanged: () => void;
}

/** One shift check: the figures, what changed since the last one, who is missing, and the signature. */
export function CheckCard({ check, onChanged }: CheckCardProps): ReactNode {
  const { text, language } = useTexts();
  const { ui, acts } = useConsole();
  const isOpen = check.signedAt === null;
  const drop = async (): Promise<void> => {
    if (await acts.perform('shift.drop', { checkId: check.checkId })) onChanged();
  };
  return (
    <section className="section-card" data-check-id={check.checkId}>
      <header className="card-head">
        <h2>{text(isOpen ? 'shift.open-title' : 'shift.signed-title', { number: check.checkId })}</h2>
        <span className="text-second">
          {text('shift.counted', { at: fullTimeText(language, check.openedAt), by: check.openedBy })}
        </span>
        <span className="toolbar-gap" />
        <Button icon={<PrinterOutlined aria-hidden />} onClick={() => ui.setState({ sheet: { kind: 'shift', check } })}>
          {text('sheet.print')}
        </Button>
        {isOpen && (
          <Popconfirm
            title={text('shift.drop-title')}
            okText={text('shift.drop')}
            cancelText={text('act.cancel')}
            onConfirm={() => void drop()}
          >
            <Button icon={<DeleteOutlined aria-hidden />}>{text('shift.drop')}</Button>
          </Popconfirm>
        )}
      </header>
      <CheckFigures check={check} />
      {isOpen && <ChangedSince check={check} />}
      <SinceLast check={check} />
      {check.missing.length === 0 ? (
        <p className="tone-good">{text('shift.all-here')}</p>
      ) : (
        <MissingTable check={check} isEditable={isOpen} onChanged={onChanged} />
      )}
      {isOpen && <MarkRest check={check} onChanged={onChanged} />}
      {isOpen ? <SignForm check={check} onSigned={onChanged} /> : <Signature check={check} />}
    </section>
  );
}

/** Whoever signs an old count signs for something that is not so any more. */
function ChangedSince({ check }: { readonly check: ShiftCheck }): ReactNode {
  const { text } = useTexts();
  const { expectedCount, onlineCount, missing } = useLive((state) => state.attendance);
  const counted = new Set(check.missing.map(({ phoneId }) => phoneId));
  const isSame =
    expectedCount === check.expectedCount &&
    missing.length === counted.size &&
    missing.every(({ phoneId }) => counted.has(phoneId));
  if (isSame) return null;
  const now = { expected: expectedCount, online: onlineCount, missing: missing.length };
  return <Notice tone="info" title={text('shift.changed-since', now)} />;
}

/** One mark for all that have none: the phones of a dead hub are not missing one by one. */
function MarkRest({ check, onChanged }: CheckCardProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const unmarked = check.missing.filter(({ mark }) => mark === null).length;
  const markAll = async (mark: MissingMark): Promise<void> => {
    if (await acts.perform('shift.markRest', { checkId: check.checkId, mark })) onChanged();
  };
  if (unmarked < 2) return null;
  const items = missingMarks.map((key) => ({
    key,
    label: text(`shift.mark.${key}`),
    onClick: () => void markAll(key),
  }));
  return (
    <div>
      <Dropdown trigger={['click']} menu={{ items }}>
        <Button size="small" data-act="mark-rest">
          {text('shift.mark-rest', { count: unmarked })}
        </Button>
      </Dropdown>
    </div>
  );
}

export function CheckFigures({ check }: { readonly check: ShiftCheck }): ReactNode {
  const { text } = useTexts();
  const figures = [
    ['shift.expected', check.expectedCount, 'text'],
    ['shift.online', check.onlineCount, 'good'],
    ['shift.missing', check.missingCount, check.missingCount === 0 ? 'text' : 'bad'],
  ] as const;
  return (
    <dl className="figures">
      {figures.map(([key, value, tone]) => (
        <div key={key}>
          <dt>{text(key)}</dt>
          <dd className={`tabular tone-${tone}`}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Nothing where there is no earlier check, or nothing has changed. */
export function SinceLast({ check }: { readonly check: ShiftCheck }): ReactNode {
  const { text, language } = useTexts();
  const { since } = check;
  if (since === null) return <p className="text-second">{text('shift.first')}</p>;
  const groups = [
    ['shift.newly-missing', since.newlyMissing, 'bad'],
    ['shift.back-again', since.backAgain, 'good'],
    ['shift.not-expected', since.notExpected, 'quiet'],
  ] as const;
  const changed = groups.filter(([, phones]) => phones.length > 0);
  return (
    <div className="since-last">
      <span className="text-second">{text('shift.since', { at: fullTimeText(language, since.signedAt) })}</span>
      {changed.length === 0 && <span>{text('shift.no-change')}</span>}
      {changed.map(([key, phones, tone]) => (
        <span key={key}>
          <strong className={`tone-${tone}`}>{text(key, { count: phones.length })}</strong>{' '}
          {phones.map(shortName).join(' · ')}
        </span>
      ))}
    </div>
  );
}

function shortName({ number, name }: NamedPhone): string {
  return number === null ? name : `${number} ${name}`;
}

function Signature({ check }: { readonly check: ShiftCheck }): ReactNode {
  const { text, language } = useTexts();
  if (check.signedAt === null) return null;
  return (
    <div>
      <p>{text('shift.signed-by', { name: check.signedBy, at: fullTimeText(language, check.signedAt) })}</p>
      {check.note !== '' && <p className="text-second">{check.note}</p>}
    </div>
  );
}
