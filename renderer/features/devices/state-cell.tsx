import type { Phone } from '@contract/phones.ts';
import type { ReactNode } from 'react';
import { durationText } from '../../format/ages.ts';
import { reasonText } from '../../format/reason-text.ts';
import { fullTimeText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useTicking } from '../../stores/use-console.ts';
import { StateIcon } from '../../ui/state-icon.tsx';
import { stateTones } from './state-look.ts';

/** The state, and under it why and for how long. */
export function StateCell({ phone }: { readonly phone: Phone }): ReactNode {
  const texts = useTexts();
  const { text, language } = texts;
  const duration = useTicking((now) => durationText(texts, now - phone.stateSinceAt));
  const isPlain = phone.reason.code === 'none';
  const reason = isPlain ? '' : reasonText(texts, phone, { part: 'short' });
  const since = text('since.for', { duration });
  return (
    <>
      <span className={`cell-line tone-${stateTones[phone.state]}`}>
        <StateIcon state={phone.state} />
        <span className="cell-state">{text(`state.${phone.state}.name`)}</span>
      </span>
      <span className="cell-sub" title={text('since.at', { time: fullTimeText(language, phone.stateSinceAt) })}>
        {isPlain ? since : text('since.reason-for', { reason, duration })}
      </span>
    </>
  );
}
