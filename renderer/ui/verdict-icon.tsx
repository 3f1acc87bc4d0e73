import { CheckCircleFilled, CloseCircleFilled, QuestionCircleOutlined, WarningFilled } from '@ant-design/icons';
import type { Verdict } from '@contract/phones.ts';
import type { ReactNode } from 'react';
import { verdictTones } from '../features/devices/state-look.ts';
import { useTexts } from '../i18n/texts-context.tsx';

const icons = {
  ok: CheckCircleFilled,
  warn: WarningFilled,
  bad: CloseCircleFilled,
  unknown: QuestionCircleOutlined,
} as const;

/** A check's verdict as shape and colour, named for screen readers. */
export function VerdictIcon({ verdict }: { readonly verdict: Verdict }): ReactNode {
  const { text } = useTexts();
  const Icon = icons[verdict];
  const name = text(`verdict.${verdict}`);
  return <Icon className={`tone-${verdictTones[verdict]}`} role="img" aria-label={name} title={name} />;
}
