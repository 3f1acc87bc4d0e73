import { memo, type ReactNode } from 'react';
import type { Phone } from '@contract/phones.ts';
import { reasonText } from '../../format/reason-text.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { usePhone, useSelection } from '../../stores/use-console.ts';
import { Badge } from '../../ui/badge.tsx';
import { StateIcon } from '../../ui/state-icon.tsx';
import { VerdictIcon } from '../../ui/verdict-icon.tsx';
import { checkOf, modelName, phoneName } from './phone-names.ts';
import { SelectBox } from './select-box.tsx';
import { scoreTone, stateTones, verdictTones } from './state-look.ts';

/** One phone as a card; follows that phone alone. Clicks are answered by the list. */
export const PhoneCard = memo(function PhoneCard({ phoneId }: { readonly phoneId: string }): ReactNode {
  const texts = useTexts();
  const phone = usePhone(phoneId);
  const isSelected = useSelection((state) => state.selectedIds.has(phoneId));
  const isCursor = useSelection((state) => state.cursorId === phoneId);
  if (phone === null) return null;
  const tone = stateTones[phone.state];
  const model = modelName(phone, texts.language) ?? texts.text('phone.model-unread');
  const hasLabel = phone.label !== '';
  return (
    <div
      id={`phone-${phoneId}`}
      role="option"
      tabIndex={-1}
      className={`phone-card edge-${tone}${isSelected ? ' is-selected' : ''}${isCursor ? ' is-cursor' : ''}`}
      aria-selected={isSelected}
      aria-label={phoneName(phone, texts)}
      data-phone-id={phoneId}
      data-phone-state={phone.state}
    >
      <div className="card-head">
        <span className="card-number">{phone.number ?? texts.text('value.none')}</span>
        {phone.isVirtual && <Badge tone="special">{texts.text('demo.virtual')}</Badge>}
        <SelectBox phone={phone} isSelected={isSelected} />
      </div>
      <div className={hasLabel ? 'cell-main' : 'cell-sub'} title={hasLabel ? phone.label : model}>
        {hasLabel ? phone.label : model}
      </div>
      <div className="card-state-line">
        <span className={`card-state tone-${tone}`}>
          <StateIcon state={phone.state} /> {texts.text(`state.${phone.state}.name`)}
        </span>
        {hasLabel && (
          <span className="cell-sub" title={model}>
            {model}
          </span>
        )}
      </div>
      <CardFoot phone={phone} />
    </div>
  );
});

/** Why it is not ready, or else how it is. */
function CardFoot({ phone }: { readonly phone: Phone }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  if (phone.reason.code !== 'none') {
    return <div className="card-foot">{reasonText(texts, phone, { part: 'short' })}</div>;
  }
  const level = checkOf(phone, 'battery-level');
  const temperature = checkOf(phone, 'battery-temperature');
  const percent = level?.value ?? null;
  const celsius = temperature?.value ?? null;
  const { score } = phone.health;
  const worst = phone.health.checks.find(({ verdict }) => verdict === 'bad') ?? null;
  return (
    <div className="card-foot tabular">
      <span className={level === null ? '' : `tone-${verdictTones[level.verdict]}`}>
        {percent === null ? text('value.none') : text('value.percent', { n: Math.round(percent) })}
      </span>
      <span className={temperature === null ? '' : `tone-${verdictTones[temperature.verdict]}`}>
        {celsius === null ? '' : text('value.celsius', { n: celsius.toFixed(1) })}
      </span>
      <span className={`card-score tone-${scoreTone(score)}`}>
        {worst !== null && <VerdictIcon verdict="bad" />} {score ?? text('value.none')}
      </span>
    </div>
  );
}
