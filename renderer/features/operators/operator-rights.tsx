import type { ListedOperator } from '@contract/operators.ts';
import type { Outcome } from '@contract/outcome.ts';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { Badge } from '../../ui/badge.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useFormAct } from '../../ui/use-form-act.ts';
import { PinField } from './pin-field.tsx';

interface OperatorRightsProps {
  readonly operators: readonly ListedOperator[];
  readonly onChanged: () => void;
}

const pinMinLength = 4;

/** PINs and the supervisor's mark: everybody's own PIN; the mark, and PINs that were forgotten, by a supervisor. */
export function OperatorRights({ operators, onChanged }: OperatorRightsProps): ReactNode {
  const { text } = useTexts();
  const ownId = useLive(({ operator }) => operator?.operatorId ?? null);
  const own = operators.find(({ operatorId }) => operatorId === ownId);
  if (own === undefined) return null;
  return (
    <details className="operator-rights" data-operator-rights>
      <summary>{text('operators.rights')}</summary>
      {operators.length === 1 && !own.hasPin && <p className="tone-warn">{text('operators.pin-first')}</p>}
      <OwnPin key={own.operatorId} own={own} onChanged={onChanged} />
      <h3>{text('operators.supervisors')}</h3>
      <p className="text-second">
        {text(own.isSupervisor ? 'operators.supervisors-text' : 'operators.supervisors-ask')}
      </p>
      <Marks operators={operators} mayChange={own.isSupervisor} onChanged={onChanged} />
    </details>
  );
}

function OwnPin({ own, onChanged }: { readonly own: ListedOperator; readonly onChanged: () => void }): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const [draft, setDraft] = useState({ former: '', next: '' });
  const { isRunning, fault, submit } = useFormAct<string | null>(
    (pin) =>
      acts.run('operators.setPin', {
        operatorId: own.operatorId,
        pin,
        formerPin: draft.former === '' ? null : draft.former,
      }),
    () => {
      setDraft({ former: '', next: '' });
      onChanged();
    },
  );
  return (
    <>
      <h3>{text('operators.pin')}</h3>
      <p className="text-second">{text('operators.pin-text')}</p>
      <div className="pin-line" data-own-pin>
        {own.hasPin && (
          <PinField
            label={text('operators.pin-former')}
            value={draft.former}
            onChange={(former) => setDraft({ ...draft, former })}
          />
        )}
        <PinField
          label={text('operators.pin-next')}
          value={draft.next}
          onChange={(next) => setDraft({ ...draft, next })}
        />
        <Button
          data-act="set-pin"
          disabled={draft.next.length < pinMinLength}
          loading={isRunning}
          onClick={() => submit(draft.next)}
        >
          {text(own.hasPin ? 'operators.pin-change' : 'operators.pin-set')}
        </Button>
        {own.hasPin && (
          <Button data-act="drop-pin" disabled={draft.former === ''} onClick={() => submit(null)}>
            {text('operators.pin-drop')}
          </Button>
        )}
      </div>
      {fault !== null && <FaultNotice fault={fault} />}
    </>
  );
}

interface MarksProps extends OperatorRightsProps {
  readonly mayChange: boolean;
}

function Marks({ operators, mayChange, onChanged }: MarksProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const ownId = useLive(({ operator }) => operator?.operatorId ?? null);
  const { fault, submit } = useFormAct<() => Promise<Outcome<null>>>((act) => act(), onChanged);
  return (
    <>
      <ul className="operator-marks">
        {operators.map(({ operatorId, name, isSupervisor, hasPin }) => (
          <li key={operatorId} data-operator={operatorId}>
            <label>
              <input
                type="checkbox"
                checked={isSupervisor}
                disabled={!mayChange}
                onChange={() =>
                  submit(() => acts.run('operators.setSupervisor', { operatorId, isSupervisor: !isSupervisor }))
                }
              />{' '}
              {name}
            </label>
            {isSupervisor && <Badge tone="info">{text('operators.supervisor')}</Badge>}
            {hasPin && <Badge tone="quiet">{text('operators.has-pin')}</Badge>}
            {isSupervisor && mayChange && operatorId !== ownId && (
              <NewPin
                onGive={(pin) => submit(() => acts.run('operators.setPin', { operatorId, pin, formerPin: null }))}
              />
            )}
            {hasPin && !isSupervisor && mayChange && operatorId !== ownId && (
              <Button
                type="link"
                size="small"
                onClick={() => submit(() => acts.run('operators.setPin', { operatorId, pin: null, formerPin: null }))}
              >
                {text('operators.pin-take')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {fault !== null && <FaultNotice fault={fault} />}
    </>
  );
}

/** What another supervisor gets who forgot the PIN, or never had one. */
function NewPin({ onGive }: { readonly onGive: (pin: string) => void }): ReactNode {
  const { text } = useTexts();
  const [pin, setPin] = useState('');
  return (
    <span className="pin-line">
      <PinField label={text('operators.pin-next')} value={pin} onChange={setPin} />
      <Button
        size="small"
        data-act="give-pin"
        disabled={pin.length < pinMinLength}
        onClick={() => {
          onGive(pin);
          setPin('');
        }}
      >
        {text('operators.pin-give')}
      </Button>
    </span>
  );
}
