import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { Badge } from '../../../ui/badge.tsx';
import { MetaLine } from '../../../ui/meta-line.tsx';
import { ModeChoice } from '../../accounts/mode-choice.tsx';
import { conditionTones } from '../words/condition-look.ts';
import { accountNameText, cameText, placeText } from '../words/place-words.ts';
import { usePlaceNames } from '../words/use-phone-names.ts';
import type { AccountPart } from './account-part.ts';
import { PlaceButton } from './place-button.tsx';

/** Whose account on which phone, how it is, under which plan, and who touches its messenger. */
export function AccountHead({ detail, onChanged }: AccountPart): ReactNode {
  const texts = useTexts();
  const { text, language } = texts;
  const { ui } = useConsole();
  const { account, card, plan } = detail;
  const nameOf = usePlaceNames(card.place);
  const came = cameText(texts, card.place, { nameOf, now: detail.now });
  const title = plan.title[language === 'en' ? 'en' : 'zh'];
  return (
    <header className="growth-account-head">
      <div className="growth-account-name">
        <h2>
          {accountNameText(texts, card)}
          {' · '}
          {placeText(texts, card.place, nameOf)}
        </h2>
        <MetaLine>
          {account.maskedId !== null && <span className="tabular">{account.maskedId}</span>}
          {account.identityReadAt === null && (account.nickname !== null || account.maskedId !== null) && (
            <span>{text('growth.place-said')}</span>
          )}
          {came !== null && <span className="tone-warn">{came}</span>}
          <span>
            {plan.isUnreadable && text('growth.plan-unreadable')}
            {!plan.isUnreadable && !plan.isGiven && text('growth.plan-none')}
            {!plan.isUnreadable && plan.isGiven && text('growth.plan-named', { title, version: plan.version })}
          </span>
          <Button type="link" size="small" onClick={() => ui.setState({ growthTab: 'plans' })}>
            {text('growth.plan-open')}
          </Button>
          <PlaceButton account={account} onDone={onChanged} />
        </MetaLine>
      </div>
      <Badge tone={conditionTones[card.condition]}>{text(`growth.condition.${card.condition}`)}</Badge>
      <div className="growth-mode">
        <ModeChoice account={account} onChanged={onChanged} />
      </div>
    </header>
  );
}
