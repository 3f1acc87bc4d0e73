import { Radio } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useSettings } from './use-settings.ts';

const policies = ['none', 'required'] as const;

/** What a screen lock should be on this desk; unanswered until somebody decides. */
export function LockPolicySection(): ReactNode {
  const { text } = useTexts();
  const { settings, save } = useSettings();
  return (
    <section className="section-card">
      <h2>{text('settings.lock-policy')}</h2>
      <p className="text-second">{text('lock-policy.title')}</p>
      <Radio.Group
        className="policy-choice"
        value={settings.lockPolicy}
        aria-label={text('lock-policy.title')}
        onChange={(event) => {
          const chosen = policies.find((policy) => policy === event.target.value);
          if (chosen !== undefined) void save({ lockPolicy: chosen });
        }}
      >
        {policies.map((policy) => (
          <Radio key={policy} value={policy}>
            <strong>{text(`lock-policy.${policy}`)}</strong>
            <div className="text-second">{text(`lock-policy.${policy}-meaning`)}</div>
          </Radio>
        ))}
      </Radio.Group>
      {settings.lockPolicy === null && <p className="text-second">{text('lock-policy.text')}</p>}
    </section>
  );
}
