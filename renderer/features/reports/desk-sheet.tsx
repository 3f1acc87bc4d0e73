import type { CareRow } from '@contract/battery-care.ts';
import type { HealthCheck, Phone } from '@contract/phones.ts';
import { useMemo, useState, type ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { dayText, fullTimeText } from '../../format/times.ts';
import { reasonText } from '../../format/reason-text.ts';
import { readableParams } from '../../format/text-params.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import type { Texts } from '../../i18n/texts.ts';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { modelName } from '../devices/phone-names.ts';
import { SignatureLines } from './signature-lines.tsx';

const dayMs = 86_400_000;

/** The whole desk on paper: attendance, and one line for every phone. */
export function DeskSheet(): ReactNode {
  const { text, language } = useTexts();
  const { clock } = useConsole();
  const phones = useLive(useShallow((state) => [...state.phones.values()].toSorted(byNumber)));
  const attendance = useLive((state) => state.attendance);
  const alerts = useLive((state) => state.alerts);
  const [printedAt] = useState(() => clock.read().now);
  const input = useMemo(() => ({}), []);
  const { value: care } = useAnswer('batteryCare.list', input);
  const careOf = new Map(care?.rows.map((row) => [row.phoneId, row]));
  const counts = new Map<string, number>();
  for (const { subject } of alerts.values()) {
    if (subject.type === 'phone') counts.set(subject.phoneId, (counts.get(subject.phoneId) ?? 0) + 1);
  }
  const { expectedCount, onlineCount, missing } = attendance;
  return (
    <article className="sheet sheet-wide">
      <h1>{text('sheet.desk-title')}</h1>
      <p>{fullTimeText(language, printedAt)}</p>
      <p>
        <strong>{text('shift.now', { expected: expectedCount, online: onlineCount, missing: missing.length })}</strong>{' '}
        {missing.map(({ number, name }) => (number === null ? name : String(number))).join(' · ')}
      </p>
      <table>
        <thead>
          <tr>
            {columns.map((key) => (
              <th key={key}>{text(key)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {phones.map((phone) => (
            <PhoneLine
              key={phone.phoneId}
              phone={phone}
              care={careOf.get(phone.phoneId) ?? null}
              alertCount={counts.get(phone.phoneId) ?? 0}
              printedAt={printedAt}
            />
          ))}
        </tbody>
      </table>
      <SignatureLines />
    </article>
  );
}

const columns = [
  'column.number',
  'column.label',
  'column.model',
  'column.state',
  'column.health',
  'sheet.worst',
  'sheet.wear',
  'sheet.age',
  'sheet.swell-check',
  'sheet.alerts',
] as const;

interface PhoneLineProps {
  readonly phone: Phone;
  readonly care: CareRow | null;
  readonly alertCount: number;
  readonly printedAt: number;
}

function PhoneLine({ phone, care, alertCount, printedAt }: PhoneLineProps): ReactNode {
  const texts = useTexts();
  const { text, language } = texts;
  const none = text('value.none');
  const wear = care?.capacityPercent ?? null;
  const lastLook = care?.swelling.last ?? null;
  return (
    <tr>
      <td>{phone.number ?? none}</td>
      <td>{phone.label}</td>
      <td>{modelName(phone, language) ?? none}</td>
      <td>
        {text(`state.${phone.state}.name`)}
        {phone.reason.code !== 'none' && ` · ${reasonText(texts, phone, { part: 'short' })}`}
      </td>
      <td>{phone.health.score ?? none}</td>
      <td>{worstText(phone, texts)}</td>
      <td>{wear === null ? none : text('sheet.percent', { percent: Math.round(wear) })}</td>
      <td>{text('sheet.days', { days: Math.max(0, Math.floor((printedAt - phone.firstSeenAt) / dayMs)) })}</td>
      <td>
        {lastLook === null ? none : `${dayText(language, lastLook.at)} ${text(`care.result.${lastLook.result}`)}`}
      </td>
      <td>{alertCount === 0 ? '' : alertCount}</td>
    </tr>
  );
}

const severity: Readonly<Record<HealthCheck['verdict'], number>> = { bad: 3, warn: 2, unknown: 1, ok: 0 };

/** The worst check in words; nothing while all is well or nothing is known. */
function worstText({ health }: Phone, texts: Texts): string {
  const [worst] = health.checks.toSorted((left, right) => severity[right.verdict] - severity[left.verdict]);
  if (worst === undefined || severity[worst.verdict] < severity.warn) return '';
  const params = readableParams(texts, worst.params, worst.readAt);
  return texts.lookUp(`health.${worst.id}.${worst.textCode}`, params) ?? texts.text(`health.${worst.id}.name`);
}

function byNumber(left: Phone, right: Phone): number {
  return (left.number ?? Number.MAX_SAFE_INTEGER) - (right.number ?? Number.MAX_SAFE_INTEGER);
}
