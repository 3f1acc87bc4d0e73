import { alertKinds, type AlertKind } from '@contract/alert-kinds.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { LimitLine } from './limit-line.tsx';
import { alertLimitNames } from './limit-rules.ts';
import { useSettings } from './use-settings.ts';

/** Which alerts there are, and how far a value must be back before one ends. */
export function AlertRulesSection(): ReactNode {
  const { text } = useTexts();
  const { settings, save } = useSettings();
  const off = new Set<AlertKind>(settings.alertKindsOff);
  const change = (kind: AlertKind, isOn: boolean): void => {
    const kept = settings.alertKindsOff.filter((other) => other !== kind);
    void save({ alertKindsOff: isOn ? kept : [...kept, kind] });
  };
  return (
    <section className="section-card" id="alert-rules">
      <h2>{text('settings.alerts')}</h2>
      <p className="text-second">{text('settings.alerts-text')}</p>
      <div className="alert-kinds">
        {alertKinds.map((kind) => (
          <label key={kind}>
            <input type="checkbox" checked={!off.has(kind)} onChange={(event) => change(kind, event.target.checked)} />
            {text(`alert.${kind}.name`)}
          </label>
        ))}
      </div>
      <div className="setting-lines">
        {alertLimitNames.map((name) => (
          <LimitLine key={name} name={name} />
        ))}
      </div>
    </section>
  );
}
