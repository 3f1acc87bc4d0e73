import { LockOutlined } from '@ant-design/icons';
import type { ListedOperator } from '@contract/operators.ts';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { PinField } from './pin-field.tsx';

interface KnownOperatorsProps {
  readonly operators: readonly ListedOperator[];
  readonly onChoose: (operator: ListedOperator, pin: string | null) => void;
}

/** Those who have worked here; whoever has a PIN is asked for it. */
export function KnownOperators({ operators, onChoose }: KnownOperatorsProps): ReactNode {
  const { text } = useTexts();
  const [asked, setAsked] = useState<ListedOperator | null>(null);
  const [pin, setPin] = useState('');
  if (operators.length === 0) return null;
  const isOpenToAll = ({ isSupervisor, hasPin }: ListedOperator): boolean =>
    isSupervisor && !hasPin && operators.length > 1;
  const pick = (operator: ListedOperator): void => {
    setPin('');
    setAsked(operator.hasPin ? operator : null);
    if (!operator.hasPin) onChoose(operator, null);
  };
  return (
    <div className="known-operators">
      <span className="text-second">{text('operators.known')}</span>
      <div className="act-buttons">
        {operators.map((operator) => (
          <Button
            key={operator.operatorId}
            type={operator.operatorId === asked?.operatorId ? 'primary' : 'default'}
            icon={operator.hasPin ? <LockOutlined aria-hidden /> : undefined}
            title={
              operator.hasPin ? text('operators.has-pin') : isOpenToAll(operator) ? text('operators.no-pin') : undefined
            }
            danger={isOpenToAll(operator)}
            onClick={() => pick(operator)}
          >
            {operator.isSupervisor ? text('operators.supervisor-named', { name: operator.name }) : operator.name}
          </Button>
        ))}
      </div>
      {operators.some(isOpenToAll) && <p className="tone-warn">{text('operators.no-pin')}</p>}
      {asked !== null && (
        <div className="pin-line" data-pin-of={asked.operatorId}>
          <PinField
            isFocused
            label={text('operators.pin-of', { name: asked.name })}
            value={pin}
            onChange={setPin}
            onEnter={() => onChoose(asked, pin)}
          />
          <Button type="primary" disabled={pin === ''} onClick={() => onChoose(asked, pin)}>
            {text('operators.confirm')}
          </Button>
        </div>
      )}
    </div>
  );
}
