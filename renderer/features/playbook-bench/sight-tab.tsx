import { CheckCircleFilled, MinusCircleOutlined } from '@ant-design/icons';
import type { BenchSight, SightCondition, SightEntry } from '@contract/playbook-bench.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ConfidenceMark } from './confidence-mark.tsx';
import { useBench } from './use-bench.ts';
import type { Marking } from './use-marks.ts';

const kinds = ['screen', 'interruption'] as const;
const tones = { screen: 'good', interrupted: 'warn', unknown: 'warn', away: 'info', unlabelled: 'warn' } as const;

/** Which screen the shipped playbooks take this for, and what keeps it from being another. */
export function SightTab({ marking }: { readonly marking: Marking }): ReactNode {
  const { text } = useTexts();
  const sight = useBench(({ look }) => look?.sight ?? null);
  if (sight === null) return <p className="bench-tab empty-line">{text('bench.sight-no-tree')}</p>;
  const { kind, name, isLoading, entries } = sight;
  return (
    <div className="bench-tab" data-sight={kind}>
      <Notice tone={tones[kind]} title={text(`bench.sight.${kind}`, { name: name ?? '' })}>
        {isLoading ? text('bench.sight-loading') : undefined}
      </Notice>
      <p className="text-third">{text('bench.sight-text')}</p>
      {kinds.map((each) => (
        <section key={each}>
          <h3>{text(each === 'screen' ? 'bench.sight-screens' : 'bench.sight-interruptions')}</h3>
          <ul className="bench-sights">
            {entries
              .filter((entry) => entry.kind === each)
              .toSorted((left, right) => Number(right.isFit) - Number(left.isFit))
              .map((entry) => (
                <Entry key={entry.id} entry={entry} sight={sight} marking={marking} />
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface EntryProps {
  readonly entry: SightEntry;
  readonly sight: BenchSight;
  readonly marking: Marking;
}

function Entry({ entry, sight, marking }: EntryProps): ReactNode {
  const { text } = useTexts();
  const isIt = entry.isFit && entry.id === sight.name;
  const shown = entry.isFit ? entry.conditions : entry.conditions.filter(({ isMet }) => !isMet);
  return (
    <li className={entry.isFit ? 'bench-sight is-fit' : 'bench-sight'} data-sight-entry={entry.id}>
      <div className="bench-sight-head">
        {entry.isFit ? (
          <CheckCircleFilled className="tone-good" aria-hidden />
        ) : (
          <MinusCircleOutlined className="text-third" aria-hidden />
        )}
        <strong className="mono">{entry.id}</strong>
        <ConfidenceMark confidence={entry.confidence} />
        {entry.isFit && (
          <Badge tone={isIt ? 'good' : 'quiet'}>{text(isIt ? 'bench.sight-fit' : 'bench.sight-later')}</Badge>
        )}
      </div>
      {shown.map((condition) => (
        <Condition key={`${condition.place} ${condition.query}`} condition={condition} marking={marking} />
      ))}
    </li>
  );
}

function Condition({
  condition,
  marking,
}: {
  readonly condition: SightCondition;
  readonly marking: Marking;
}): ReactNode {
  const { text } = useTexts();
  const { place, query, isMet, matches } = condition;
  const found =
    matches.length === 0 ? text('bench.sight-missing') : text('bench.sight-there', { count: matches.length });
  return (
    <button
      type="button"
      className="bench-condition"
      onMouseEnter={() => marking.mark({ hovered: matches[0] ?? null })}
      onMouseLeave={() => marking.mark({ hovered: null })}
      onClick={() => marking.tryOut(query)}
    >
      <span className={isMet ? 'tone-good' : 'tone-bad'}>{text(`bench.sight-${place}`)}</span>
      <code>{query}</code>
      <span className="text-third">{found}</span>
    </button>
  );
}
