import type { BoardCard } from '@contract/board-card.ts';
import { CheckSquareOutlined, CoffeeOutlined, DashboardOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { accountNameText, cameText, placeText } from '../words/place-words.ts';
import { usePlaceNames } from '../words/use-phone-names.ts';
import { budgetText, checklistText, modeText, restingText } from './card-words.ts';

interface CardLineProps {
  readonly card: BoardCard;
  /** The desk's time, by which the card was made. */
  readonly now: number;
}

/** The account by its name in the book, and the phone that it is on, was on, or came from. */
export function CardPlace({ card, now }: CardLineProps): ReactNode {
  const texts = useTexts();
  const { place } = card;
  const nameOf = usePlaceNames(place);
  const came = cameText(texts, place, { nameOf, now });
  return (
    <>
      <strong className="growth-card-account">{accountNameText(texts, card)}</strong>
      <span className={`growth-card-phone${place.kind === 'on' ? '' : ' tone-warn'}`} data-place={place.kind}>
        {placeText(texts, place, nameOf)}
      </span>
      {came !== null && <span className="growth-card-phone tone-warn">{came}</span>}
    </>
  );
}

/** Who touches its messenger; why a person does where another mode was chosen. */
export function CardMode({ card }: Pick<CardLineProps, 'card'>): ReactNode {
  const texts = useTexts();
  const { mode, isTreeHidden } = card;
  const means = mode === null ? texts.text('accounts.mode-none') : texts.text(`accounts.mode.${mode}-means`);
  return (
    <span data-card-mode={mode ?? 'none'}>
      <Badge tone={mode === null ? 'warn' : 'quiet'} title={isTreeHidden ? texts.text('accounts.tree-hidden') : means}>
        {modeText(texts, card)}
      </Badge>
    </span>
  );
}

/** Today at a glance: the checklist, the tightest cap, the rest that is on. */
export function CardToday({ card, now }: CardLineProps): ReactNode {
  const texts = useTexts();
  const [checklist, budget, rest] = [
    checklistText(texts, card),
    budgetText(texts, card),
    restingText(texts, card, now),
  ];
  return (
    <>
      {checklist !== null && (
        <span className={card.checklist.today === 0 ? 'text-second' : undefined} data-card-checklist>
          <CheckSquareOutlined aria-hidden /> {checklist}
        </span>
      )}
      {budget !== null && (
        <span className={card.tightest?.left === 0 ? 'tone-warn' : 'text-second'} data-card-budget>
          <DashboardOutlined aria-hidden /> {budget}
        </span>
      )}
      {rest !== null && (
        <span className="tone-special" data-card-rest>
          <CoffeeOutlined aria-hidden /> {rest}
        </span>
      )}
    </>
  );
}
