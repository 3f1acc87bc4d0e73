import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { draftOfNew, savedOf } from './editor-draft.ts';
import type { OfferedSchedule } from './offered-schedules.ts';
import { ruleText } from './schedule-words.ts';

interface OfferedListProps {
  readonly offers: readonly OfferedSchedule[];
  readonly onEdit: (offer: OfferedSchedule) => void;
}

/** Schedules that most desks want and this one has not: switched on as they are, or changed first. */
export function OfferedList({ offers, onEdit }: OfferedListProps): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { acts } = useConsole();
  const switchOn = (offer: OfferedSchedule): void => {
    const draft = draftOfNew(offer, text(`schedules.kind.${offer.kind}`));
    void acts.perform('schedules.save', savedOf(draft));
  };
  return (
    <section className="section-card" aria-label={text('schedules.offers')}>
      <h2>{text('schedules.offers')}</h2>
      <p className="text-second">{text('schedules.offers-text')}</p>
      <ul className="schedule-offers">
        {offers.map((offer) => (
          <li key={offer.kind} data-offer={offer.kind}>
            <div className="schedule-offer-text">
              <strong>{text(`schedules.kind.${offer.kind}`)}</strong>
              <span className="tabular">{ruleText(offer, texts)}</span>
              <span className="text-second">{text(`schedules.about.${offer.kind}`)}</span>
            </div>
            <div className="act-buttons">
              <Button size="small" data-act="edit-offer" onClick={() => onEdit(offer)}>
                {text('schedules.edit-first')}
              </Button>
              <Button size="small" type="primary" data-act="switch-on-offer" onClick={() => switchOn(offer)}>
                {text('schedules.switch-on')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
