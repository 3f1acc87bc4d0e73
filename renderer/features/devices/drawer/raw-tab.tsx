import { ReloadOutlined } from '@ant-design/icons';
import type { Phone } from '@contract/phones.ts';
import { Button, Collapse, Skeleton, Typography } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { Age } from '../../../ui/age.tsx';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { MetaLine } from '../../../ui/meta-line.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';

/** What the phone answered at the last check, word for word, for those who doubt a value. */
export function RawTab({ phone }: { readonly phone: Phone }): ReactNode {
  const { text } = useTexts();
  const { phoneId } = phone;
  const input = useMemo(() => ({ phoneId }), [phoneId]);
  const { value, fault, isAsking, askAgain } = useAnswer('phones.rawOutputs', input, phone.health.polledAt);
  const items = (value?.outputs ?? []).map((raw) => ({
    key: raw.section,
    label: raw.section,
    extra: (
      <MetaLine>
        {raw.exitCode !== null && raw.exitCode !== 0 && <span>{text('raw.exit-code', { code: raw.exitCode })}</span>}
        <Age at={raw.readAt} />
      </MetaLine>
    ),
    children: (
      <>
        <Typography.Paragraph className="mono text-second" copyable>
          {raw.command}
        </Typography.Paragraph>
        <pre className="raw-output">{raw.output === '' ? text('raw.empty') : raw.output}</pre>
      </>
    ),
  }));
  return (
    <section className="section">
      <div className="section-head">
        <Button icon={<ReloadOutlined aria-hidden />} loading={isAsking} onClick={askAgain}>
          {text('raw.refresh')}
        </Button>
        <span className="text-second">{text('raw.hint')}</span>
      </div>
      {fault !== null && <FaultNotice fault={fault} />}
      {value === null && isAsking && <Skeleton active paragraph={{ rows: 8 }} title={false} />}
      {value !== null && items.length === 0 && <p className="empty-line">{text('raw.none')}</p>}
      {items.length > 0 && <Collapse size="small" items={items} />}
    </section>
  );
}
