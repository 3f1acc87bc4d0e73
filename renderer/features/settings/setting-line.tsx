import type { ReactNode } from 'react';

interface SettingLineProps {
  readonly label: string;
  readonly hint?: string;
  readonly fieldId?: string;
  readonly error?: string | null;
  readonly children: ReactNode;
}

/** A setting: its name and meaning at the left, its value at the right, what is wrong with it below. */
export function SettingLine({ label, hint, fieldId, error = null, children }: SettingLineProps): ReactNode {
  return (
    <div className="setting-line">
      <div className="setting-words">
        {fieldId === undefined ? <span>{label}</span> : <label htmlFor={fieldId}>{label}</label>}
        {hint !== undefined && <div className="text-second">{hint}</div>}
      </div>
      <div className="setting-field">
        {children}
        {error !== null && (
          <div className="setting-error" role="alert">
            {error}
          </div>
        )}
      </div>
    </div>
  );
}
