import type { BoardCard } from '@contract/board-card.ts';
import {
  BorderOutlined,
  CheckSquareFilled,
  ClockCircleOutlined,
  LockOutlined,
  UnlockOutlined,
} from '@ant-design/icons';
import { memo, type ReactNode } from 'react';
import { planMomentText } from '../../../format/plan-times.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import type { Texts } from '../../../i18n/texts.ts';
import { useConsole } from '../../../stores/use-console.ts';
import { Badge } from '../../../ui/badge.tsx';
import { conditionTones } from '../words/condition-look.ts';
import { gateWords } from '../words/gate-words.ts';
import { needsInShort } from '../words/need-words.ts';
import { nextOpening } from '../words/next-opening.ts';
import { CardMode, CardPlace, CardToday } from './card-lines.tsx';
import { columnOf } from './column-order.ts';

interface AccountCardProps {
  readonly card: BoardCard;
  /** The desk's time, by which the card was made. */
  readonly now: number;
  /** Null while nobody chooses several accounts: a click opens the page. */
  readonly isPicked: boolean | null;
  readonly onPick: (accountId: string) => void;
}

/** One account: who and where, how well and how far, what of today is done and left, what the next stage lacks, what opens next. A click opens its page, or chooses it. */
export const AccountCard = memo(function AccountCard(props: AccountCardProps): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { ui } = useConsole();
  const { card, now, isPicked, onPick } = props;
  const { accountId, custodian, team, condition, checklist, placeTrouble } = card;
  const people = [custodian, team].filter((word) => word !== '').join(' · ');
  return (
    <button
      type="button"
      className={`growth-card is-${condition}${isPicked === true ? ' is-picked' : ''}`}
      data-account-card={accountId}
      aria-pressed={isPicked ?? undefined}
      onClick={() => (isPicked === null ? ui.setState({ openAccountId: accountId }) : onPick(accountId))}
    >
      {isPicked !== null && (
        <span className="growth-card-pick">
          {isPicked ? <CheckSquareFilled aria-hidden /> : <BorderOutlined aria-hidden />}
        </span>
      )}
      <CardPlace card={card} now={now} />
      <span className="growth-card-line">
        <Badge tone={conditionTones[condition]}>{text(`growth.condition.${condition}`)}</Badge>
        <CardMode card={card} />
        <span className="tabular">{dayOfCard(texts, card)}</span>
        {card.effectiveStageId !== card.stageId && (
          <Badge tone="special">{text('growth.lowered', { stage: card.effectiveStageId })}</Badge>
        )}
      </span>
      {placeTrouble !== null && <Badge tone="bad">{text(`growth.place.${placeTrouble}`)}</Badge>}
      {checklist.overdue > 0 && <Badge tone="warn">{text('growth.overdue', { count: checklist.overdue })}</Badge>}
      <CardToday card={card} now={now} />
      <CardNeeds card={card} />
      <CardOpening card={card} now={now} />
      {people !== '' && <span className="growth-card-people">{people}</span>}
    </button>
  );
});

function dayOfCard({ text }: Texts, card: BoardCard): string {
  const column = columnOf(card);
  if (column === 'practice' || column === 'unplanned') return '';
  return text('growth.day', { day: card.day });
}

/** What the next stage lacks; nothing to say of an account without a plan or in the last stage. */
function CardNeeds({ card }: { readonly card: BoardCard }): ReactNode {
  const texts = useTexts();
  const column = columnOf(card);
  if (column === 'practice' || column === 'S6') return null;
  const isComplete = card.missing.length === 0;
  return (
    <span className={`growth-card-needs${isComplete ? ' tone-good' : ''}`}>
      {isComplete
        ? texts.text('growth.needs-none')
        : texts.text('growth.needs', { needs: needsInShort(texts, card.missing) })}
    </span>
  );
}

const shownActions = 2;

function CardOpening({ card, now }: Pick<AccountCardProps, 'card' | 'now'>): ReactNode {
  const texts = useTexts();
  const { text, language } = texts;
  const opening = nextOpening(card.gate);
  switch (opening.kind) {
    case 'nothing':
      return null;
    case 'open': {
      const names = opening.actions.slice(0, shownActions).map((action) => text(`growth.action.${action}`));
      const params = { actions: names.join(text('growth.list-comma')), count: opening.actions.length };
      return (
        <span className="growth-card-opening tone-good">
          <UnlockOutlined aria-hidden />{' '}
          {text(opening.actions.length > shownActions ? 'growth.open-more' : 'growth.open', params)}
        </span>
      );
    }
    case 'later':
      return (
        <span className="growth-card-opening" title={text(`job.code.${opening.because.reason ?? 'ok'}.short`)}>
          <ClockCircleOutlined aria-hidden />{' '}
          {text('growth.opens', {
            action: text(`growth.action.${opening.action}`),
            at: planMomentText(language, opening.at, now),
          })}
        </span>
      );
    case 'unknown':
      return (
        <span className="growth-card-opening text-second" title={gateWords(texts, opening.because, now).why?.until}>
          <LockOutlined aria-hidden /> {text(`job.code.${opening.because.reason ?? 'ok'}.short`)}
        </span>
      );
  }
}
