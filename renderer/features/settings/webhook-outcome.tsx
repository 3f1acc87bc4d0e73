import type { WebhookFailure, WebhookStatus } from '@contract/webhook.ts';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Age } from '../../ui/age.tsx';
import { MetaLine } from '../../ui/meta-line.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { WebhookEditor } from './use-webhook.ts';

interface WebhookOutcomeProps {
  readonly status: WebhookStatus;
  readonly webhook: WebhookEditor;
}

/** How the deliveries go: what waits, the last success, and the last failure with its cause and cure. */
export function WebhookOutcome({ status, webhook }: WebhookOutcomeProps): ReactNode {
  const { text } = useTexts();
  const { testResult: test } = webhook;
  const { waitingCount, droppedCount, refusedCount, lastSuccessAt, lastFailure, lastFailureAt, nextAttemptAt } = status;
  const failure = test?.failure ?? lastFailure;
  return (
    <>
      {test !== null && test.failure === null && (
        <Notice tone="good" title={text('webhook.test-done', { ms: test.durationMs })} />
      )}
      {failure !== null && <FailureNotice failure={failure} />}
      {refusedCount > 0 && <RefusedNotice count={refusedCount} webhook={webhook} />}
      <MetaLine>
        <span>{text('webhook.waiting', { count: waitingCount })}</span>
        {nextAttemptAt !== null && (
          <span>
            {text('webhook.next-attempt')} <Moment at={nextAttemptAt} />
          </span>
        )}
        <span>
          {text('webhook.last-success')} {lastSuccessAt === null ? text('value.none') : <Age at={lastSuccessAt} />}
        </span>
        {lastFailureAt !== null && (
          <span>
            {text('webhook.last-failure')} <Age at={lastFailureAt} />
          </span>
        )}
        {droppedCount > 0 && <span className="tone-bad">{text('webhook.dropped', { count: droppedCount })}</span>}
      </MetaLine>
    </>
  );
}

/** The operator decides what becomes of them. */
function RefusedNotice({ count, webhook }: { readonly count: number; readonly webhook: WebhookEditor }): ReactNode {
  const { text } = useTexts();
  const actions = (
    <>
      <Button loading={webhook.isBusy} data-act="resend" onClick={() => void webhook.settleRefused('resend')}>
        {text('webhook.resend')}
      </Button>
      <Button disabled={webhook.isBusy} onClick={() => void webhook.settleRefused('discard')}>
        {text('webhook.discard')}
      </Button>
    </>
  );
  return (
    <Notice tone="warn" title={text('webhook.refused', { count })} actions={actions}>
      {text('webhook.refused-text')}
    </Notice>
  );
}

function FailureNotice({ failure: { code, detail } }: { readonly failure: WebhookFailure }): ReactNode {
  const { text } = useTexts();
  return (
    <Notice tone="warn" title={text(`webhook.failure.${code}.cause`, { detail })}>
      {text(`webhook.failure.${code}.cure`)}
    </Notice>
  );
}
