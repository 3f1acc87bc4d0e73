import type { AccountDetail } from '@contract/account-plans.ts';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { planMomentText } from '../../../format/plan-times.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { Badge } from '../../../ui/badge.tsx';
import type { AccountPart } from './account-part.ts';
import { CloseSignalDialog } from './close-signal-dialog.tsx';
import { isClosable, needsOf } from './closing-signals.ts';
import { ReportSignalDialog } from './report-signal-dialog.tsx';
import { RestartDialog } from './restart-dialog.tsx';
import { warningText } from './timeline-words.ts';

type Signal = AccountDetail['signals'][number];
type Dialog =
  | { readonly kind: 'report' }
  | { readonly kind: 'restart' }
  | { readonly kind: 'close'; readonly signal: Signal };

const shownSignals = 20;

/** What the platform or people said about the account, what of it still counts, and the way back after the worst. */
export function SignalsSection(part: AccountPart): ReactNode {
  const { text } = useTexts();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const { signals, card, limits } = part.detail;
  const newestFirst = signals.toSorted((one, other) => other.at - one.at).slice(0, shownSignals);
  const close = (): void => setDialog(null);
  return (
    <section className="section-card" data-section="signals">
      <div className="card-head">
        <h2>{text('growth.signals')}</h2>
        <span className="toolbar-gap" />
        <Button size="small" data-act="report-signal" onClick={() => setDialog({ kind: 'report' })}>
          {text('growth.report')}
        </Button>
        {!card.isPractice && (
          <Button size="small" data-act="restart" onClick={() => setDialog({ kind: 'restart' })}>
            {text('growth.restart')}
          </Button>
        )}
      </div>
      {newestFirst.length === 0 && <p className="text-second">{text('growth.signals-none')}</p>}
      <ul className="growth-entries">
        {newestFirst.map((signal) => (
          <SignalLine
            key={signal.signalRowId}
            signal={signal}
            limits={limits}
            now={part.detail.now}
            onClose={() => setDialog({ kind: 'close', signal })}
          />
        ))}
      </ul>
      {dialog?.kind === 'report' && <ReportSignalDialog part={part} onClose={close} />}
      {dialog?.kind === 'restart' && <RestartDialog part={part} onClose={close} />}
      {dialog?.kind === 'close' && <CloseSignalDialog part={part} signal={dialog.signal} onClose={close} />}
    </section>
  );
}

interface SignalLineProps {
  readonly signal: Signal;
  readonly limits: AccountDetail['limits'];
  readonly now: number;
  readonly onClose: () => void;
}

function SignalLine({ signal, limits, now, onClose }: SignalLineProps): ReactNode {
  const texts = useTexts();
  const { text, lookUp, language } = texts;
  const { signalId, tool, at, source, reportedBy, note, isOpen, closing } = signal;
  const needs = isOpen && closing !== null ? needsOf(signal, limits) : [];
  const by = source === 'operator' ? reportedBy : text(`growth.signal-source.${source}`);
  return (
    <li data-signal={signalId} data-open={isOpen}>
      <span className="growth-entry-head">
        <strong>{text(`growth.signal.${signalId}`)}</strong>
        {tool !== null && <span className="text-second">{text(`growth.action.${tool}`)}</span>}
        <Badge tone={isOpen ? 'bad' : 'quiet'}>{text(isOpen ? 'growth.signal-open' : 'growth.signal-over')}</Badge>
        {isClosable(signal, limits) && (
          <Button type="link" size="small" data-act="close-signal" onClick={onClose}>
            {text('growth.close-signal')}
          </Button>
        )}
      </span>
      <span className="text-second">
        {text('growth.signal-line', { at: planMomentText(language, at, now), by })}{' '}
        {source === 'prompt' ? warningText(texts, note) : note}
      </span>
      {closing !== null && (
        <span className="text-second">
          {text('growth.signal-closed', {
            at: planMomentText(language, closing.at, now),
            by: closing.by,
            cause: closing.cause ?? '',
          })}
        </span>
      )}
      {needs.length > 0 && (
        <span className="tone-warn">
          {text('growth.limit-needs', {
            needs: needs.map((need) => lookUp(`growth.recover.${need}`) ?? need).join(text('growth.list-comma')),
          })}
        </span>
      )}
    </li>
  );
}
