import type { AuditEntry } from '@contract/audit.ts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import { readableParams } from '../../format/text-params.ts';
import { fullTimeText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useLive } from '../../stores/use-console.ts';
import type { Pages } from '../../ui/use-pages.ts';
import { phoneName } from '../devices/phone-names.ts';
import { hostName } from '../hosts/host-name.ts';
import { actSentence } from './audit-act.ts';
import { auditDetails } from './audit-details.ts';

const lineHeight = 36;
const overscan = 10;

/** The lines of the log, newest first; older pages are asked for as the end comes near. */
export function AuditList({ pages }: { readonly pages: Pages<AuditEntry> }): ReactNode {
  const { text } = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  const { entries, hasMore, isLoading, fault, loadMore } = pages;
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan,
  });
  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoading && fault === null && lastShown >= entries.length - overscan) loadMore();
  }, [hasMore, isLoading, fault, lastShown, entries.length, loadMore]);
  return (
    <div
      className="audit-list"
      ref={scroller}
      role="table"
      aria-rowcount={entries.length}
      aria-label={text('nav.audit')}
    >
      <div role="row" className="audit-line audit-head">
        <span role="columnheader">{text('audit.seq')}</span>
        <span role="columnheader">{text('audit.at')}</span>
        <span role="columnheader">{text('audit.operator')}</span>
        <span role="columnheader">{text('audit.act')}</span>
        <span role="columnheader">{text('audit.subject')}</span>
        <span role="columnheader">{text('audit.details')}</span>
        <span role="columnheader">{text('audit.hash')}</span>
      </div>
      <div role="rowgroup" className="audit-lines" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ key, index, start }) => {
          const entry = entries[index];
          return entry === undefined ? null : <AuditLine key={key} entry={entry} top={start} />;
        })}
      </div>
    </div>
  );
}

const shownHashLength = 10;

function AuditLine({ entry, top }: { readonly entry: AuditEntry; readonly top: number }): ReactNode {
  const texts = useTexts();
  const { text, lookUp, language } = texts;
  const subject = useSubjectName(entry);
  const details = actSentence(entry, texts) ?? auditDetails(readableParams(texts, entry.params, entry.at), texts);
  return (
    <div role="row" className="audit-line" style={{ transform: `translateY(${top}px)` }} data-audit-seq={entry.seq}>
      <span role="cell" className="tabular">
        {entry.seq}
      </span>
      <span role="cell" className="tabular">
        {fullTimeText(language, entry.at)}
      </span>
      <span role="cell">{entry.operatorName ?? text('audit.nobody')}</span>
      <span role="cell">{lookUp(`audit.action.${entry.action}`) ?? entry.action}</span>
      <span role="cell" title={entry.subject ?? undefined}>
        {subject}
      </span>
      <span role="cell" title={details}>
        {details}
      </span>
      <span role="cell" className="mono text-third" title={entry.hash}>
        {entry.hash.slice(0, shownHashLength)}
      </span>
    </div>
  );
}

/** The phone or host that a line is about, by the name it has now; nothing where its id would mean nothing to a person. */
function useSubjectName({ subject, action }: AuditEntry): string {
  const texts = useTexts();
  const phone = useLive(({ phones }) => (subject === null ? null : (phones.get(subject) ?? null)));
  const host = useLive(({ hosts }) => (subject === null ? null : (hosts.get(subject) ?? null)));
  if (phone !== null) return phoneName(phone, texts);
  if (host !== null) return hostName(host, texts);
  return action.startsWith('phones.') ? texts.text('phone.removed') : '';
}
