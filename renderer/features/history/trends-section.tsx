import type { PhoneTrends, TrendBasis } from '@contract/history.ts';
import { useMemo, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { basisText, chargeText, heatText, wearText } from './trend-text.ts';

/** Where the battery is going, and what that is said from. */
export function TrendsSection({ phoneId }: { readonly phoneId: string }): ReactNode {
  const texts = useTexts();
  const input = useMemo(() => ({ phoneIds: [phoneId] }), [phoneId]);
  const { value, fault } = useAnswer('history.trends', input);
  const trends = value?.phones[0];
  return (
    <section className="section">
      <h3>{texts.text('history.trends')}</h3>
      {fault !== null && <FaultNotice fault={fault} />}
      {trends !== undefined && (
        <dl className="history-trends">
          <Trend
            name={texts.text('history.trend.wear')}
            text={wearText(texts, trends.wear)}
            basis={trends.wear.basis}
          />
          <Trend
            name={texts.text('history.trend.charge')}
            text={chargeText(texts, trends.charge)}
            basis={trends.charge.basis}
          />
          <Trend name={texts.text('history.trend.heat')} text={heatText(texts, trends.heat)} basis={trends.heat.basis}>
            <HeatWeeks weeks={trends.heat.weeks} />
          </Trend>
        </dl>
      )}
      <p className="text-third">{texts.text('history.trends-note')}</p>
    </section>
  );
}

interface TrendProps {
  readonly name: string;
  readonly text: string;
  readonly basis: TrendBasis;
  readonly children?: ReactNode;
}

function Trend({ name, text, basis, children }: TrendProps): ReactNode {
  const texts = useTexts();
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {text}
        <span className="text-third history-basis">{basisText(texts, basis)}</span>
        {children}
      </dd>
    </div>
  );
}

const barHeight = 24;

/** The share of hot polls, week by week; a week without polls stays empty. */
export function HeatWeeks({ weeks }: { readonly weeks: PhoneTrends['heat']['weeks'] }): ReactNode {
  const { text } = useTexts();
  return (
    <svg
      className="history-weeks"
      width={weeks.length * 12}
      height={barHeight}
      role="img"
      aria-label={text('history.heat.weeks')}
    >
      {weeks.map(({ fromAt, hotShare }, index) => {
        const high = hotShare === null ? 0 : Math.max(2, Math.sqrt(hotShare) * barHeight);
        const tone = hotShare === null ? 'none' : hotShare === 0 ? 'good' : hotShare < 0.05 ? 'warn' : 'bad';
        return (
          <rect
            key={fromAt}
            className={`history-fill-${tone}`}
            x={index * 12}
            y={barHeight - high}
            width={10}
            height={high}
          />
        );
      })}
    </svg>
  );
}
