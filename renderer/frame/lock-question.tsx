import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts-context.tsx';
import { useConsole, useLive, useUi } from '../stores/use-console.ts';
import { Notice } from '../ui/notice.tsx';

const policies = ['none', 'required'] as const;

/** Asked once the first real phone is ready; it waits at the side of the work and blocks nothing. */
export function LockQuestion(): ReactNode {
  const { text } = useTexts();
  const { acts, ui } = useConsole();
  const isPutOff = useUi((state) => state.isLockQuestionPutOff);
  const isDue = useLive(
    ({ settings, phones }) =>
      settings.lockPolicy === null && [...phones.values()].some((phone) => !phone.isVirtual && phone.state === 'ready'),
  );
  if (!isDue || isPutOff) return null;
  return (
    <Notice
      tone="info"
      title={text('lock-policy.title')}
      actions={
        <Button type="text" onClick={() => ui.setState({ isLockQuestionPutOff: true })}>
          {text('act.later')}
        </Button>
      }
    >
      <p>{text('lock-policy.text')}</p>
      <div className="policy-cards">
        {policies.map((policy) => (
          <div key={policy}>
            <Button onClick={() => void acts.perform('settings.update', { patch: { lockPolicy: policy } })}>
              {text(`lock-policy.${policy}`)}
            </Button>
            <p className="text-second">{text(`lock-policy.${policy}-meaning`)}</p>
          </div>
        ))}
      </div>
    </Notice>
  );
}
