import { Input } from 'antd';
import type { ReactNode } from 'react';

const pinMaxLength = 12;

interface PinFieldProps {
  readonly label: string;
  readonly value: string;
  readonly isFocused?: boolean;
  readonly onChange: (pin: string) => void;
  readonly onEnter?: () => void;
}

/** Digits that nobody beside the operator reads; anything else is not taken. */
export function PinField({ label, value, isFocused = false, onChange, onEnter }: PinFieldProps): ReactNode {
  return (
    <Input.Password
      autoFocus={isFocused}
      className="pin-field"
      visibilityToggle={false}
      inputMode="numeric"
      autoComplete="off"
      maxLength={pinMaxLength}
      placeholder={label}
      aria-label={label}
      value={value}
      onChange={({ target }) => onChange(target.value.replaceAll(/\D/gu, ''))}
      onPressEnter={(event) => {
        event.preventDefault();
        onEnter?.();
      }}
    />
  );
}
