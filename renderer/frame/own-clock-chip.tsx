import { ClockCircleOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import type { ReactNode } from 'react';
import { planMomentText, planStampText } from '../format/plan-times.ts';
import { useTexts } from '../i18n/texts-context.tsx';
import { useOwnPace, useTrueTicking } from '../stores/use-console.ts';

/** On a desk that keeps a clock of its own: what day and time it is there, and how fast it goes. */
export function OwnClockChip(): ReactNode {
  const pace = useOwnPace();
  return pace === null ? null : <Chip pace={pace} />;
}

function Chip({ pace }: { readonly pace: number }): ReactNode {
  const { text, language } = useTexts();
  const at = useTrueTicking((now) => planMomentText(language, now, 0));
  const stamp = useTrueTicking((now) => planStampText(language, now));
  const factor = Math.round(pace * 100) / 100;
  const content = <p className="explanation">{text('certainty.own.text', { at: stamp, factor })}</p>;
  return (
    <Popover trigger="click" placement="bottomRight" title={text('certainty.own.title')} content={content}>
      <Button size="small" className="own-clock tone-special" icon={<ClockCircleOutlined aria-hidden />} data-own-clock>
        <span className="tabular">{text('certainty.own.chip', { at, factor })}</span>
      </Button>
    </Popover>
  );
}
