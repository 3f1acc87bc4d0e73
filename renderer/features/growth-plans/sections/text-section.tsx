import { planTextMaxLength } from '@contract/plans.ts';
import { useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useEditing } from '../use-draft.ts';

interface TextSectionProps {
  /** Brought into sight and marked; from 1. */
  readonly line: number | null;
}

const lineHeight = 18;

/** The plan as it is in a file: what no field offers is changed here. */
export function TextSection({ line }: TextSectionProps): ReactNode {
  const { text } = useTexts();
  const { draft } = useEditing();
  const field = useRef<HTMLTextAreaElement>(null);
  const value = useSyncExternalStore(draft.subscribe, () => draft.text);
  useEffect(() => {
    const area = field.current;
    if (area === null || line === null) return;
    const lines = area.value.split('\n');
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    area.focus();
    area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    area.parentElement?.scrollTo({ top: Math.max(0, (line - 6) * lineHeight) });
  }, [line]);
  const count = value.split('\n').length;
  return (
    <div className="plan-yaml">
      <pre className="plan-yaml-lines" aria-hidden>
        {Array.from({ length: count }, (_none, at) => at + 1).join('\n')}
      </pre>
      <textarea
        ref={field}
        className="mono"
        wrap="off"
        spellCheck={false}
        rows={count + 1}
        value={value}
        maxLength={planTextMaxLength}
        aria-label={text('plans.section.text')}
        onChange={(event) => draft.setText(event.target.value)}
      />
    </div>
  );
}
