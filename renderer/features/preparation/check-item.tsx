import type { PhonePreparation, PreparationCheck } from '@contract/preparation.ts';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ChangeLine } from './change-line.tsx';
import { CheckIcon } from './check-look.tsx';
import { cureOf } from './cure-groups.ts';
import { isBlocked } from './preparation-filter.ts';
import { checkSentence, cureText, stepName } from './step-texts.ts';
import { usePreparation } from './use-preparation.ts';

interface CheckItemProps {
  readonly check: PreparationCheck;
  readonly list: PhonePreparation;
}

/** One check in full. The one that was clicked in the matrix scrolls into sight. */
export function CheckItem({ check, list }: CheckItemProps): ReactNode {
  const texts = useTexts();
  const isFocused = usePreparation((state) => state.focusedStepId === check.stepId);
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isFocused) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isFocused]);
  const { state, isInferred, stepId, changes, fix } = check;
  const cure = cureOf(check);
  const look = { state, isInferred, isBlocked: state === 'to-fix' && isBlocked({ fixOutcome: fix?.outcome ?? null }) };
  return (
    <li
      ref={item}
      className={`check-item${isFocused ? ' is-focused' : ''}`}
      data-check={stepId}
      data-check-state={state}
    >
      <CheckIcon {...look} />
      <div className="check-body">
        <div className="cell-line">
          <strong>{stepName(texts, stepId)}</strong>
          {isInferred && <Badge tone="quiet">{texts.text('preparation.inferred')}</Badge>}
        </div>
        <div>{checkSentence(texts, check, list.checkedAt)}</div>
        {changes.map((change) => (
          <ChangeLine key={change.command} change={change} />
        ))}
        {cure !== null && (
          <p className="check-cure">
            <strong>{texts.text('preparation.cure')}</strong> {cureText(texts, cure, list.family)}
          </p>
        )}
        {fix !== null && <LastTry fix={fix} />}
        {check.evidence.length > 0 && <Evidence check={check} />}
      </div>
    </li>
  );
}

function LastTry({ fix }: { readonly fix: NonNullable<PreparationCheck['fix']> }): ReactNode {
  const { text } = useTexts();
  return (
    <div className="text-second">
      {text('preparation.last-try')} <Moment at={fix.at} /> · {text(`preparation.outcome.${fix.outcome}`)}
      {fix.words !== null && <div className="mono">{text('preparation.phone-says', { words: fix.words })}</div>}
    </div>
  );
}

function Evidence({ check }: { readonly check: PreparationCheck }): ReactNode {
  const { text } = useTexts();
  return (
    <details className="check-evidence">
      <summary>{text('preparation.evidence')}</summary>
      <dl>
        {check.evidence.map(({ command, value }) => (
          <div key={command}>
            <dt className="mono">{command}</dt>
            <dd className="mono">{value === '' ? text('preparation.no-answer') : value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
