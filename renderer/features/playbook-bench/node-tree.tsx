import type { BenchNode } from '@contract/playbook-bench.ts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Input } from 'antd';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { cursorSteps } from '../devices/cursor-steps.ts';
import { isNamed, selectorFor, shortClass, shortId, wordsOf } from './node-words.ts';
import { useBench } from './use-bench.ts';
import type { Marking } from './use-marks.ts';

const rowHeight = 24;
const overscan = 12;
const linesPerPage = 16;
const indentPx = 10;
/** Deeper rows would have no room left for words. */
const mostIndents = 14;
const nothing: readonly BenchNode[] = [];

/** Every view as the phone lists them, indented by what stands in what; searched by any of its words. */
export function NodeTree({ marking }: { readonly marking: Marking }): ReactNode {
  const { text } = useTexts();
  const nodes = useBench(({ look }) => look?.nodes ?? nothing);
  const [search, setSearch] = useState('');
  const places = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return nodes.flatMap((node, place) => (wanted === '' || isNamed(node, wanted) ? [place] : []));
  }, [nodes, search]);
  const isSearching = search.trim() !== '';
  return (
    <>
      <div className="bench-tree-head">
        <h2>{text('bench.tree')}</h2>
        <span className="text-third tabular">
          {isSearching
            ? text('bench.tree-found', { shown: places.length, total: nodes.length })
            : text('bench.tree-count', { count: nodes.length })}
        </span>
        <Input
          allowClear
          size="small"
          value={search}
          data-act="bench-search"
          placeholder={text('bench.tree-search')}
          aria-label={text('bench.tree-search')}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      {places.length === 0 && isSearching && <p className="empty-line">{text('bench.tree-nothing')}</p>}
      {places.length > 0 && <Rows nodes={nodes} places={places} marking={marking} />}
    </>
  );
}

interface RowsProps {
  readonly nodes: readonly BenchNode[];
  /** Of the views that are shown. */
  readonly places: readonly number[];
  readonly marking: Marking;
}

function Rows({ nodes, places, marking }: RowsProps): ReactNode {
  const { text } = useTexts();
  const { marks, mark } = marking;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: places.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
  });
  const cursor = places.indexOf(marks.selected ?? -1);
  useEffect(() => {
    if (cursor >= 0) virtualizer.scrollToIndex(cursor);
  }, [cursor, virtualizer]);
  return (
    <div
      className="bench-tree"
      ref={scroller}
      role="tree"
      tabIndex={0}
      aria-label={text('bench.tree')}
      title={text('bench.tree-keys')}
      onKeyDown={(event) => moveIn(event, { nodes, places, marking, cursor })}
      onMouseLeave={() => mark({ hovered: null })}
    >
      <div className="bench-tree-rows" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const place = places[index] ?? -1;
          const node = nodes[place];
          return node === undefined ? null : (
            <Row key={place} node={node} place={place} top={start} marking={marking} />
          );
        })}
      </div>
    </div>
  );
}

function moveIn(
  event: KeyboardEvent,
  { nodes, places, marking, cursor }: RowsProps & { readonly cursor: number },
): void {
  const by = cursorSteps(event.key, { perLine: 1, linesPerPage, count: places.length });
  const chosen = nodes[marking.marks.selected ?? -1];
  if (by !== null) {
    const next = Math.max(0, Math.min(places.length - 1, cursor + by));
    marking.mark({ selected: places[next] ?? null });
  } else if (event.key === 'Enter' && chosen !== undefined) marking.tryOut(selectorFor(chosen));
  else return;
  event.preventDefault();
}

interface RowProps {
  readonly node: BenchNode;
  readonly place: number;
  readonly top: number;
  readonly marking: Marking;
}

function Row({ node, place, top, marking: { marks, mark } }: RowProps): ReactNode {
  const classes = ['bench-node'];
  if (marks.selected === place) classes.push('is-selected');
  if (marks.hovered === place) classes.push('is-hovered');
  if (marks.tab === 'selector' && marks.trial?.matches.includes(place) === true) classes.push('is-match');
  if (node.bounds === null) classes.push('is-nowhere');
  const words = wordsOf(node);
  return (
    <div
      role="treeitem"
      className={classes.join(' ')}
      aria-level={node.depth + 1}
      aria-selected={marks.selected === place}
      tabIndex={-1}
      style={{ transform: `translateY(${top}px)`, paddingLeft: 8 + Math.min(node.depth, mostIndents) * indentPx }}
      data-node={place}
      onMouseEnter={() => mark({ hovered: place })}
      onClick={() => mark({ selected: place })}
      onKeyDown={() => undefined}
    >
      <span className="bench-node-class">{shortClass(node.className)}</span>
      {words !== '' && <span className={node.text === '' ? 'bench-node-desc' : 'bench-node-text'}>{words}</span>}
      {node.resourceId !== '' && <span className="bench-node-id">#{shortId(node.resourceId)}</span>}
    </div>
  );
}
