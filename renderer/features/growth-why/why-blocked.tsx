import { Popover } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useTrueMinute } from '../../stores/use-console.ts';
import { Badge } from '../../ui/badge.tsx';
import { whyWords, type Blocked, type WhyWords } from './why-words.ts';

function useWhyWords(blocked: Blocked): WhyWords {
  const texts = useTexts();
  return whyWords(texts, blocked, useTrueMinute());
}

interface WhyBlockedProps {
  readonly blocked: Blocked;
  /** Without the badge where one stands beside it already. */
  readonly isPlain?: boolean;
}

/** In one line why something may not be done now, and until when; cause, rule and cure where the pointer rests. */
export function WhyBlocked({ blocked, isPlain = false }: WhyBlockedProps): ReactNode {
  const words = useWhyWords(blocked);
  return (
    <Popover content={<WhyFacts words={words} />} mouseEnterDelay={0.3}>
      <span className="why-blocked" data-why={blocked.code}>
        {isPlain ? <span>{words.short}</span> : <Badge tone="warn">{words.short}</Badge>}
        <span className="why-until tabular">{words.until}</span>
      </span>
    </Popover>
  );
}

/** The same as a block of its own. */
export function WhyBlockedFacts({ blocked }: { readonly blocked: Blocked }): ReactNode {
  return <WhyFacts words={useWhyWords(blocked)} />;
}

function WhyFacts({ words: { cause, rule, until, cure } }: { readonly words: WhyWords }): ReactNode {
  const { text } = useTexts();
  return (
    <dl className="fact-list why-facts">
      <dt>{text('why.cause')}</dt>
      <dd>{cause}</dd>
      {rule !== null && (
        <>
          <dt>{text('why.rule')}</dt>
          <dd>{rule}</dd>
        </>
      )}
      <dt>{text('why.opens')}</dt>
      <dd>{until}</dd>
      <dt>{text('why.cure')}</dt>
      <dd>{cure}</dd>
    </dl>
  );
}
