import type { Fault } from '@contract/outcome.ts';
import type { ProcedureInput, ProcedureOutput } from '@contract/procedures.ts';
import { useState } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { isPutAway } from '../../stores/acts.ts';
import { useConsole } from '../../stores/use-console.ts';
import { useFaultText } from '../../ui/use-fault-text.ts';

export type WebhookTest = ProcedureOutput<'alerts.testWebhook'>;

export interface WebhookEditor {
  readonly isBusy: boolean;
  readonly isTesting: boolean;
  /** Why the last change was not kept. */
  readonly error: string | null;
  readonly testResult: WebhookTest | null;
  /** True when it was kept. */
  save(input: ProcedureInput<'alerts.setWebhook'>): Promise<boolean>;
  test(): Promise<void>;
  /** Sends what was set aside again, or gives it up. */
  settleRefused(act: 'resend' | 'discard'): Promise<void>;
}

export function useWebhook(onChanged: () => void): WebhookEditor {
  const wordsOf = useFlawText();
  const { acts, announcements } = useConsole();
  const [isBusy, setBusy] = useState(false);
  const [isTesting, setTesting] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [testResult, setTestResult] = useState<WebhookTest | null>(null);
  return {
    isBusy,
    isTesting,
    error,
    testResult,
    async save(input) {
      setBusy(true);
      const answer = await acts.run('alerts.setWebhook', input);
      setBusy(false);
      setTestResult(null);
      setError(answer.ok || isPutAway(answer.error) ? null : wordsOf(answer.error));
      if (answer.ok) announcements.publish({ kind: 'settings-saved' });
      onChanged();
      return answer.ok;
    },
    async test() {
      setTesting(true);
      const answer = await acts.run('alerts.testWebhook', {});
      setTesting(false);
      setTestResult(answer.ok ? answer.value : null);
      setError(answer.ok || isPutAway(answer.error) ? null : wordsOf(answer.error));
      onChanged();
    },
    async settleRefused(act) {
      setBusy(true);
      const answer = await acts.run('alerts.settleRefused', { act });
      setBusy(false);
      if (!answer.ok && !isPutAway(answer.error)) announcements.publish({ kind: 'fault', fault: answer.error });
      onChanged();
    },
  };
}

/** The rule that an address breaks, in words of its own; any other fault in its own words. */
function useFlawText(): (fault: Fault) => string {
  const { lookUp } = useTexts();
  const readFault = useFaultText();
  return (fault) => lookUp(`webhook.flaw.${String(fault.detail?.['rule'])}`) ?? readFault(fault).cause;
}
