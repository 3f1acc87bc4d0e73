import { ToolOutlined } from '@ant-design/icons';
import type { FaultReading } from '@contract/faults.ts';
import type { ReactNode } from 'react';
import { fullTimeText, secondText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { Age } from '../../ui/age.tsx';
import { Badge } from '../../ui/badge.tsx';
import { causeTexts, confidenceTones, factText, nameOf, subjectText, type NameBook } from './fault-look.ts';

const shownPhones = 8;

interface ReadingCardProps {
  readonly reading: FaultReading;
  readonly book: NameBook;
  /** Marks phones on the map while the pointer or the keyboard is on the card. */
  readonly onPoint: (phoneIds: readonly string[]) => void;
}

/** One reading: what, how sure, why one thinks so, what to do with one's hands, and which phones it explains. */
export function ReadingCard({ reading, book, onPoint }: ReadingCardProps): ReactNode {
  const { text } = useTexts();
  const { cause, confidence, phoneIds } = reading;
  const words = causeTexts(reading, book);
  const point = (): void => onPoint(phoneIds);
  const leave = (): void => onPoint([]);
  return (
    <div
      role="presentation"
      className={`reading-card mark-${confidenceTones[confidence]}`}
      data-reading={cause}
      onMouseEnter={point}
      onMouseLeave={leave}
      onFocus={point}
      onBlur={leave}
    >
      <header>
        <h3>{words.name}</h3>
        <Badge tone={confidenceTones[confidence]}>{text(`fault.confidence.${confidence}`)}</Badge>
        <span className="toolbar-gap" />
        <ReadingTime reading={reading} />
      </header>
      <p className="reading-subject">{subjectText(reading, book)}</p>
      <p className="text-second">{words.meaning}</p>
      <UnknownSince reading={reading} />
      {reading.toAt === null && (
        <p className="reading-next">
          <ToolOutlined aria-hidden />
          <span>
            <strong>{text('fault.next')}</strong> {words.next}
          </span>
        </p>
      )}
      <Facts reading={reading} book={book} />
      <Phones phoneIds={phoneIds} book={book} />
    </div>
  );
}

/** It held when its host was last read. */
function UnknownSince({ reading: { unknownSinceAt } }: { readonly reading: FaultReading }): ReactNode {
  const { text, language } = useTexts();
  if (unknownSinceAt === null) return null;
  return <p className="text-third">{text('fault.unknown-since', { time: secondText(language, unknownSinceAt) })}</p>;
}

function ReadingTime({ reading: { fromAt, toAt } }: { readonly reading: FaultReading }): ReactNode {
  const { text, language } = useTexts();
  if (toAt === null) {
    return (
      <span className="text-third">
        <Age at={fromAt} />
      </span>
    );
  }
  const span = text('fault.span', { from: secondText(language, fromAt), to: secondText(language, toAt) });
  return (
    <span className="text-third tabular" title={`${fullTimeText(language, fromAt)} – ${fullTimeText(language, toAt)}`}>
      {span}
    </span>
  );
}

function Facts({ reading, book }: Omit<ReadingCardProps, 'onPoint'>): ReactNode {
  const { text, language } = useTexts();
  return (
    <ul className="reading-facts" aria-label={text('fault.facts')}>
      {reading.facts.map((fact) => (
        <li key={`${fact.at} ${fact.code} ${JSON.stringify(fact.params)} ${fact.phoneId ?? ''}`}>
          <time className="tabular text-third" title={fullTimeText(language, fact.at)}>
            {secondText(language, fact.at)}
          </time>
          <span>{factText(fact, reading, book)}</span>
        </li>
      ))}
    </ul>
  );
}

function Phones({ phoneIds, book }: { readonly phoneIds: readonly string[]; readonly book: NameBook }): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  if (phoneIds.length === 0) return null;
  const shown = phoneIds.slice(0, shownPhones);
  return (
    <div className="reading-phones">
      <span className="text-second">{text('fault.phones', { count: phoneIds.length })}</span>
      {shown.map((phoneId) => (
        <button
          key={phoneId}
          type="button"
          className="phone-chip"
          title={nameOf(phoneId, book)}
          disabled={!book.phones.has(phoneId)}
          onClick={() => ui.setState({ openPhoneId: phoneId })}
        >
          {nameOf(phoneId, book)}
        </button>
      ))}
      {phoneIds.length > shown.length && (
        <span className="text-third">{text('fault.more-phones', { count: phoneIds.length - shown.length })}</span>
      )}
    </div>
  );
}
