import { Button } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { fullTimeText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { useAnswer } from '../../ui/use-answer.ts';

/** Whether the operator of the moment has read the platform's rules; a click shows them. */
export function RulesRead(): ReactNode {
  const { text, language } = useTexts();
  const { rules } = useConsole();
  const name = useLive(({ operator }) => operator?.name ?? null);
  const isAsking = useStore(rules.store, (state) => state.isAsking);
  const input = useMemo(() => ({}), []);
  const { value } = useAnswer('rules.state', input, `${name ?? ''} ${isAsking}`);
  if (value === null) return null;
  const { version, acknowledgedAt } = value;
  return (
    <div className="act-buttons">
      <Button size="small" data-act="open-rules" onClick={() => void rules.ask()}>
        {text('rules.open')}
      </Button>
      <span className={name !== null && acknowledgedAt === null ? 'tone-warn' : 'text-second'}>
        {name === null
          ? text('rules.nobody')
          : acknowledgedAt === null
            ? text('rules.unread-by', { name, version })
            : text('rules.read-by', { name, version, at: fullTimeText(language, acknowledgedAt) })}
      </span>
    </div>
  );
}
