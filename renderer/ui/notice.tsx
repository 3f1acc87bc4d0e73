import { CheckCircleFilled, CloseCircleFilled, InfoCircleFilled, WarningFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';

const icons = { good: CheckCircleFilled, info: InfoCircleFilled, warn: WarningFilled, bad: CloseCircleFilled } as const;

interface NoticeProps {
  readonly tone: keyof typeof icons;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** A message that stays where it is until its cause is gone or the operator closes it. */
export function Notice({ tone, title, children, actions }: NoticeProps): ReactNode {
  const Icon = icons[tone];
  return (
    <section className={`notice notice-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon className={`notice-icon tone-${tone}`} aria-hidden />
      <div className="notice-body">
        <div className="notice-title">{title}</div>
        {children !== undefined && <div className="notice-text">{children}</div>}
      </div>
      {actions !== undefined && <div className="notice-actions">{actions}</div>}
    </section>
  );
}
