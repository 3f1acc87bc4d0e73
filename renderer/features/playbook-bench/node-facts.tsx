import type { BenchNode } from '@contract/playbook-bench.ts';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import type { Texts } from '../../i18n/texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { selectorFor } from './node-words.ts';
import { useBench } from './use-bench.ts';
import type { Marking } from './use-marks.ts';

/** Everything about the view that is chosen, or pointed at while none is. */
export function NodeFacts({ marking }: { readonly marking: Marking }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { marks, tryOut } = marking;
  const node = useBench(({ look }) => look?.nodes[marks.selected ?? marks.hovered ?? -1] ?? null);
  if (node === null) return <p className="bench-node-facts text-third">{text('bench.node-none')}</p>;
  const facts = [
    ['text', node.text],
    ['description', node.description],
    ['class', node.className],
    ['id', node.resourceId],
    ['package', node.packageName],
    ['bounds', boundsText(node, texts)],
  ] as const;
  return (
    <div className="bench-node-facts">
      <dl className="fact-list">
        {facts.map(([name, value]) =>
          value === '' ? null : (
            <div key={name} className="fact-pair">
              <dt>{text(`bench.node.${name}`)}</dt>
              <dd className={name === 'text' || name === 'description' ? '' : 'mono'}>{value}</dd>
            </div>
          ),
        )}
        {node.flags.length > 0 && (
          <div className="fact-pair">
            <dt>{text('bench.node.flags')}</dt>
            <dd className="bench-flags">
              {node.flags.map((flag) => (
                <Badge key={flag} tone={flag === 'disabled' ? 'warn' : 'quiet'}>
                  {text(`bench.flag.${flag}`)}
                </Badge>
              ))}
            </dd>
          </div>
        )}
      </dl>
      <Button size="small" data-act="bench-use-node" onClick={() => tryOut(selectorFor(node))}>
        {text('bench.node.use')}
      </Button>
    </div>
  );
}

function boundsText({ bounds }: BenchNode, { text }: Texts): string {
  if (bounds === null) return text('bench.node.no-area');
  const { left, top, right, bottom } = bounds;
  return text('bench.node.size', { ...bounds, width: right - left, height: bottom - top });
}
