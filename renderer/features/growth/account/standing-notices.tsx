import type { AccountDetail } from '@contract/account-plans.ts';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { planMomentText } from '../../../format/plan-times.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { Notice } from '../../../ui/notice.tsx';
import { ruleText } from '../words/rule-words.ts';
import type { AccountPart } from './account-part.ts';
import { DemoHistory } from './demo-history.tsx';
import { PlaceTrouble } from './place-trouble.tsx';

type Limit = AccountDetail['limits'][number];

/** Everything that restricts the account now: why, until when, and what ends it. */
export function StandingNotices(part: AccountPart): ReactNode {
  const { detail } = part;
  const { text, language } = useTexts();
  const { card, limits, loweredUntilAt, now } = detail;
  return (
    <div className="growth-notices">
      {card.isPractice && (
        <Notice tone="info" title={text('growth.practice-one')} actions={<DemoHistory {...part} />}>
          {text('growth.practice-one-text')}
        </Notice>
      )}
      {!card.isPractice && card.startedOn === null && <Unplanned />}
      {limits.map((limit) => (
        <LimitNotice key={`${limit.path} ${limit.sinceAt}`} limit={limit} now={now} />
      ))}
      {loweredUntilAt !== null && (
        <Notice tone="warn" title={text('growth.lowered-title', { stage: card.effectiveStageId })}>
          {text('growth.lowered-text', { at: planMomentText(language, loweredUntilAt, now) })}
        </Notice>
      )}
      <PlaceTrouble {...part} />
    </div>
  );
}

/** A real account before its first day: it only gets one with a plan. */
function Unplanned(): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  return (
    <Notice
      tone="warn"
      title={text('growth.unplanned')}
      actions={<Button onClick={() => ui.setState({ growthTab: 'plans' })}>{text('growth.plan-give')}</Button>}
    >
      {text('growth.unplanned-text')}
    </Notice>
  );
}

function LimitNotice({ limit, now }: { readonly limit: Limit; readonly now: number }): ReactNode {
  const texts = useTexts();
  const { text, language, lookUp } = texts;
  const { signalId, actions, effect, sinceAt, untilAt, needs } = limit;
  const comma = text('growth.list-comma');
  const scope =
    actions === null ? text('growth.limit-all') : actions.map((action) => text(`growth.action.${action}`)).join(comma);
  const since = text('growth.limit-since', { at: planMomentText(language, sinceAt, now) });
  const until = untilAt === null ? [] : [text('growth.limit-until', { at: planMomentText(language, untilAt, now) })];
  const met = needs.map((need) => lookUp(`growth.recover.${need}`) ?? need).join(comma);
  const rest = met === '' ? [] : [text('growth.limit-needs', { needs: met })];
  const end = [...until, ...rest];
  return (
    <Notice
      tone={effect === 'half' ? 'warn' : 'bad'}
      title={text('growth.limit', {
        cause: signalId === null ? text('growth.silent-days') : text(`growth.signal.${signalId}`),
        effect: text(`growth.effect.${effect}`, { scope }),
      })}
    >
      {[since, ...(end.length === 0 ? [text('growth.limit-unknown')] : end)].join(' ')}{' '}
      <span className="text-third" title={limit.path}>
        {ruleText(texts, limit.path)}
      </span>
    </Notice>
  );
}
