import type { ReactNode } from 'react';
import { fullTimeText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useLive } from '../../stores/use-console.ts';
import { Notice } from '../../ui/notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';

const noInput = {};

/** A PIN that somebody else set is told to everybody until its owner has set another one. */
export function ResetPinNotice(): ReactNode {
  const { text, language } = useTexts();
  const operatorId = useLive(({ operator }) => operator?.operatorId ?? null);
  const { value } = useAnswer('operators.list', noInput, operatorId);
  return (value?.operators ?? []).map(({ operatorId: id, name, pinResetAt }) =>
    pinResetAt === null ? null : (
      <Notice
        key={id}
        tone="warn"
        title={text('operators.pin-was-reset', { name, at: fullTimeText(language, pinResetAt) })}
      >
        <p>{text('operators.pin-was-reset-text', { name })}</p>
      </Notice>
    ),
  );
}
