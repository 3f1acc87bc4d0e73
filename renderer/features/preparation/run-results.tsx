import type { PreparationRun } from '@contract/preparation.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { usePhone } from '../../stores/use-console.ts';
import { Badge } from '../../ui/badge.tsx';
import { useFaultText } from '../../ui/use-fault-text.ts';
import type { Tone } from '../devices/state-look.ts';
import { phoneName } from '../devices/phone-names.ts';
import { stepName } from './step-texts.ts';

type PhoneRun = PreparationRun['phones'][number];

const stateTones: Readonly<Record<PhoneRun['state'], Tone>> = {
  waiting: 'quiet',
  running: 'info',
  done: 'good',
  failed: 'bad',
  cancelled: 'quiet',
};

/** Phone by phone: its state, why it failed, and each step that was more than nothing to do. */
export function RunResults({ run }: { readonly run: PreparationRun }): ReactNode {
  return (
    <ul className="run-results">
      {run.phones.map((phone) => (
        <PhoneResult key={phone.phoneId} result={phone} />
      ))}
    </ul>
  );
}

function PhoneResult({ result }: { readonly result: PhoneRun }): ReactNode {
  const texts = useTexts();
  const readFault = useFaultText();
  const phone = usePhone(result.phoneId);
  const name = phone === null ? result.phoneId : phoneName(phone, texts);
  const told = result.outcomes.filter(({ outcome }) => outcome !== 'nothing-to-do');
  const fault = result.fault === null ? null : readFault(result.fault);
  return (
    <li>
      <span className="run-phone" title={name}>
        {name}
      </span>
      <Badge tone={stateTones[result.state]}>{texts.text(`preparation.run-state.${result.state}`)}</Badge>
      <span className="run-told">
        {fault !== null && `${fault.cause}${fault.cure}`}
        {told.map(({ stepId, outcome }) => (
          <span key={stepId} className="run-outcome">
            {stepName(texts, stepId)}
            <span className={outcome === 'done' ? 'tone-good' : 'tone-bad'}>
              {texts.text(`preparation.outcome.${outcome}`)}
            </span>
          </span>
        ))}
        {fault === null && told.length === 0 && result.state === 'done' && result.outcomes.length > 0 && (
          <span className="text-second">{texts.text('preparation.outcome.nothing-to-do')}</span>
        )}
      </span>
    </li>
  );
}
