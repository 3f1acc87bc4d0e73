import { alertSeverities, type AlertSeverity } from '@contract/alerts.ts';
import { webhookFormats, type WebhookFormat, type WebhookStatus } from '@contract/webhook.ts';
import { Button, Input, Segmented, Select, Skeleton, Switch } from 'antd';
import { useId, useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useBeat } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { SettingLine } from './setting-line.tsx';
import { useWebhook } from './use-webhook.ts';
import { WebhookOutcome } from './webhook-outcome.tsx';

const lookEveryMs = 5_000;
const urlMaxLength = 2_000;

/** Telling a team chat or a program of alerts. */
export function WebhookSection(): ReactNode {
  const { text } = useTexts();
  const input = useMemo(() => ({}), []);
  const turn = useBeat(lookEveryMs);
  const { value, fault, askAgain } = useAnswer('alerts.webhook', input, turn);
  return (
    <section className="section-card" id="webhook">
      <h2>{text('webhook.title')}</h2>
      <p className="text-second">{text('webhook.text')}</p>
      {fault !== null && <FaultNotice fault={fault} />}
      {value === null && fault === null && <Skeleton active paragraph={{ rows: 3 }} title={false} />}
      {value !== null && <WebhookForm status={value} onChanged={askAgain} />}
    </section>
  );
}

/** What was changed and not saved yet. */
interface Draft {
  readonly url?: string;
  readonly format?: WebhookFormat;
  readonly minSeverity?: AlertSeverity;
}

function WebhookForm({
  status,
  onChanged,
}: {
  readonly status: WebhookStatus;
  readonly onChanged: () => void;
}): ReactNode {
  const { text } = useTexts();
  const [draft, setDraft] = useState<Draft>({});
  const webhook = useWebhook(onChanged);
  const format = draft.format ?? status.format;
  const minSeverity = draft.minSeverity ?? status.minSeverity;
  const typed = draft.url?.trim() ?? '';
  const isChanged = typed !== '' || format !== status.format || minSeverity !== status.minSeverity;
  const save = async (isOn: boolean): Promise<void> => {
    if (await webhook.save({ isOn, format, minSeverity, url: typed === '' ? null : typed })) setDraft({});
  };
  const change = (patch: Draft): void => setDraft((before) => ({ ...before, ...patch }));
  return (
    <>
      <div className="setting-lines">
        <SettingLine label={text('webhook.format')} hint={text(`webhook.format-hint.${format}`)}>
          <Select
            className="webhook-format"
            value={format}
            options={webhookFormats.map((value) => ({ value, label: text(`webhook.format.${value}`) }))}
            aria-label={text('webhook.format')}
            onChange={(chosen) => change({ format: chosen })}
          />
        </SettingLine>
        <AddressLine
          status={status}
          typed={draft.url ?? ''}
          error={webhook.error}
          onChange={(url) => change({ url })}
        />
        <SettingLine label={text('webhook.from')}>
          <Segmented
            options={alertSeverities.map((value) => ({ value, label: text(`notifications.from.${value}`) }))}
            value={minSeverity}
            aria-label={text('webhook.from')}
            onChange={(chosen) => change({ minSeverity: chosen })}
          />
        </SettingLine>
        <SettingLine label={text('webhook.on')} hint={text('webhook.on-hint')}>
          <Switch
            checked={status.isOn}
            loading={webhook.isBusy}
            aria-label={text('webhook.on')}
            onChange={(isOn) => void save(isOn)}
          />
        </SettingLine>
      </div>
      <div className="act-buttons">
        <Button type={isChanged ? 'primary' : 'default'} disabled={!isChanged} onClick={() => void save(status.isOn)}>
          {text('act.save')}
        </Button>
        <Button
          disabled={status.host === null || isChanged}
          loading={webhook.isTesting}
          onClick={() => void webhook.test()}
        >
          {text('webhook.test')}
        </Button>
      </div>
      <WebhookOutcome status={status} webhook={webhook} />
    </>
  );
}

interface AddressLineProps {
  readonly status: WebhookStatus;
  readonly typed: string;
  readonly error: string | null;
  readonly onChange: (url: string) => void;
}

/** The address is a secret: it is typed, and never shown again. */
function AddressLine({ status, typed, error, onChange }: AddressLineProps): ReactNode {
  const { text } = useTexts();
  const id = useId();
  const placeholder = status.host === null ? text('webhook.url-none') : text('webhook.url-set', { host: status.host });
  return (
    <SettingLine label={text('webhook.url')} hint={text('webhook.url-hint')} fieldId={id} error={error}>
      <Input
        id={id}
        className="mono webhook-url"
        value={typed}
        maxLength={urlMaxLength}
        placeholder={placeholder}
        status={error === null ? '' : 'error'}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
    </SettingLine>
  );
}
