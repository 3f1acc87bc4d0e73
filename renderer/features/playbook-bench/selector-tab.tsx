import { benchQueryMaxLength, benchValueMaxLength, type BenchNode, type QueryTrial } from '@contract/playbook-bench.ts';
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Notice } from '../../ui/notice.tsx';
import { shortClass, wordsOf } from './node-words.ts';
import { ProblemList } from './problem-list.tsx';
import { useBench } from './use-bench.ts';
import type { Marking } from './use-marks.ts';

const examples = [
  '{ clickable: true, zone: top-right }',
  "{ textMatches: '[(（](\\d+)[)）]$', zone: top }",
  '{ class: EditText, zone: top }',
] as const;

/** A selector as a playbook writes it, tried at once on the last look. */
export function SelectorTab({ marking }: { readonly marking: Marking }): ReactNode {
  const { text } = useTexts();
  const { marks, mark, tryOut } = marking;
  const { query, trial } = marks;
  return (
    <div className="bench-tab">
      <label className="stacked">
        <span className="text-second">{text('bench.query')}</span>
        <Input.TextArea
          className="mono"
          autoSize={{ minRows: 4, maxRows: 12 }}
          spellCheck={false}
          value={query}
          maxLength={benchQueryMaxLength}
          data-act="bench-query"
          onChange={(event) => mark({ query: event.target.value })}
        />
      </label>
      <p className="text-third">{text('bench.query-hint')}</p>
      {trial !== null && trial.variables.length > 0 && <Variables names={trial.variables} marking={marking} />}
      {query.trim() === '' && (
        <div className="bench-examples">
          <p className="text-second">{text('bench.query-empty')}</p>
          {examples.map((example) => (
            <button key={example} type="button" className="link-button mono" onClick={() => tryOut(example)}>
              {example}
            </button>
          ))}
        </div>
      )}
      {query.trim() !== '' && trial !== null && <Result trial={trial} marking={marking} />}
    </div>
  );
}

interface VariablesProps {
  readonly names: readonly string[];
  readonly marking: Marking;
}

function Variables({ names, marking: { marks, mark } }: VariablesProps): ReactNode {
  const { text } = useTexts();
  return (
    <div className="bench-variables" role="group" aria-label={text('bench.query-variables')}>
      {names.map((name) => (
        <Input
          key={name}
          size="small"
          addonBefore={<span className="mono">{name}</span>}
          aria-label={name}
          maxLength={benchValueMaxLength}
          value={marks.variables[name] ?? ''}
          onChange={(event) => mark({ variables: { ...marks.variables, [name]: event.target.value } })}
        />
      ))}
    </div>
  );
}

function Result({ trial, marking }: { readonly trial: QueryTrial; readonly marking: Marking }): ReactNode {
  const { text } = useTexts();
  const nodes = useBench(({ look }) => look?.nodes ?? null);
  const { variables } = marking.marks;
  if (trial.problems.length > 0) return <ProblemList problems={trial.problems} />;
  if (trial.variables.some((name) => (variables[name] ?? '') === ''))
    return <Notice tone="info" title={text('bench.query-wait')} />;
  if (trial.result === null || nodes === null) return <Notice tone="good" title={text('bench.query-no-look')} />;
  const { matches } = trial;
  return (
    <div className="bench-result" data-result={trial.result} aria-live="polite">
      <Verdict trial={trial} nodes={nodes} />
      {matches.length > 0 && (
        <>
          <h3>{text('bench.query-matches')}</h3>
          <ol className="bench-matches">
            {matches.map((place) => (
              <Match key={place} place={place} node={nodes[place]} isTaken={place === trial.taken} marking={marking} />
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

function Verdict({ trial, nodes }: { readonly trial: QueryTrial; readonly nodes: readonly BenchNode[] }): ReactNode {
  const { text } = useTexts();
  const { result, rowCount, matches, taken, tapsOn, point } = trial;
  if (result === 'none') return <Notice tone="warn" title={text('bench.query-none')} />;
  if (result === 'many') return <Notice tone="bad" title={text('bench.query-many', { rows: rowCount ?? 0 })} />;
  const by = nodes[tapsOn ?? -1];
  const isOther = tapsOn !== taken && by !== undefined;
  const where =
    point === null
      ? text('bench.query-no-tap')
      : text('bench.query-tap', { x: Math.round(point.x), y: Math.round(point.y) });
  return (
    <Notice tone={point === null ? 'warn' : 'good'} title={text('bench.query-one', { count: matches.length })}>
      <span className="meta-line">
        <span>{nameOf(nodes[taken ?? -1])}</span>
        <span>{where}</span>
        {isOther && point !== null && <span>{text('bench.query-tap-on', { name: nameOf(by) })}</span>}
      </span>
    </Notice>
  );
}

/** What a view is called: its words, else what it is. */
function nameOf(node: BenchNode | undefined): string {
  return node === undefined ? '' : wordsOf(node) || shortClass(node.className);
}

interface MatchProps {
  readonly place: number;
  readonly node: BenchNode | undefined;
  readonly isTaken: boolean;
  readonly marking: Marking;
}

function Match({ place, node, isTaken, marking: { mark } }: MatchProps): ReactNode {
  if (node === undefined) return null;
  return (
    <li>
      <button
        type="button"
        className={`bench-match${isTaken ? ' is-taken' : ''}`}
        onMouseEnter={() => mark({ hovered: place })}
        onMouseLeave={() => mark({ hovered: null })}
        onClick={() => mark({ selected: place })}
      >
        <span className="text-third">{shortClass(node.className)}</span> {wordsOf(node)}
      </button>
    </li>
  );
}
