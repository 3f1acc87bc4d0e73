import type { HealthCheck, Phone } from '@contract/phones.ts';
import type { ReactNode } from 'react';
import { readableParams } from '../../../format/text-params.ts';
import { clockText } from '../../../format/times.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { Age } from '../../../ui/age.tsx';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { MetaLine } from '../../../ui/meta-line.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { VerdictIcon } from '../../../ui/verdict-icon.tsx';
import { scoreTone } from '../state-look.ts';
import { orderChecks, scoreSum } from './score-rule.ts';

/** The score, the sum behind it, and each check with value, verdict, age and what it costs. */
export function HealthSection({ phone }: { readonly phone: Phone }): ReactNode {
  const { text } = useTexts();
  const { checks, fault } = phone.health;
  // Of a phone that cannot be used the state above says why, and better.
  const isReachable = phone.state === 'ready' || phone.state === 'busy';
  return (
    <section className="section">
      <h3>{text('health.title')}</h3>
      <ScoreLine phone={phone} />
      {fault !== null && isReachable && <FaultNotice fault={fault} tone="warn" />}
      <ul className="check-list">
        {orderChecks(checks).map((check) => (
          <CheckLine key={check.id} check={check} />
        ))}
      </ul>
    </section>
  );
}

function ScoreLine({ phone }: { readonly phone: Phone }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { score, unknownCount, polledAt, nextPollAt } = phone.health;
  return (
    <div className="score-line">
      <span className={`score-big tone-${scoreTone(score)}`}>{score ?? text('value.none')}</span>
      <div>
        <div>{scoreSum(phone.health, texts)}</div>
        <MetaLine>
          {unknownCount > 0 && <span>{text('score.unknown', { count: unknownCount })}</span>}
          {polledAt !== null && (
            <span>
              {text('health.polled')} <Age at={polledAt} />
            </span>
          )}
          {nextPollAt !== null && (
            <span>
              {text('health.next-poll')} <Moment at={nextPollAt} />
            </span>
          )}
        </MetaLine>
      </div>
    </div>
  );
}

/** Where a value is simply not there yet, or not offered at all, "since when" would say nothing. */
function isOverdue({ textCode }: HealthCheck): boolean {
  return textCode === 'unreadable' || textCode === 'poll-failed' || textCode === 'outdated';
}

function CheckLine({ check }: { readonly check: HealthCheck }): ReactNode {
  const texts = useTexts();
  const { text, lookUp, language } = texts;
  const params = readableParams(texts, check.params, check.readAt);
  const sentence = lookUp(`health.${check.id}.${check.textCode}`, params) ?? text(`verdict.${check.verdict}`);
  return (
    <li className="check-line">
      <VerdictIcon verdict={check.verdict} />
      <span className="check-name">{text(`health.${check.id}.name`)}</span>
      <span className="check-text">
        {sentence}
        {check.unknownSinceAt !== null && isOverdue(check) && (
          <span className="check-since">
            {text('health.unknown-since', { time: clockText(language, check.unknownSinceAt) })}
          </span>
        )}
      </span>
      <span className="check-age">
        <Age at={check.readAt} />
      </span>
      <span className="check-deduction tabular">
        {check.deduction > 0 ? text('score.minus', { points: check.deduction }) : ''}
      </span>
    </li>
  );
}
