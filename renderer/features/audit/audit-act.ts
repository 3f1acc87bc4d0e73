import type { AuditEntry } from '@contract/audit.ts';
import type { TextParams } from '@contract/phones.ts';
import type { Texts } from '../../i18n/texts.ts';
import { kindName } from '../jobs/job-looks.ts';

/** What was done on a phone, as one sentence: which group, from what to what, how it was verified, who said yes; null for other lines. */
export function actSentence({ action, params }: AuditEntry, texts: Texts): string | null {
  if (action !== 'jobs.act') return null;
  const { text, lookUp } = texts;
  const kind = kindName(wordOf(params, 'jobKind') ?? '', texts);
  const [name, before, after] = [wordOf(params, 'name'), wordOf(params, 'before'), wordOf(params, 'after')];
  const reads = wordOf(params, 'reads');
  const confirmedBy = wordOf(params, 'confirmedBy');
  const outcomeCode = wordOf(params, 'outcomeCode');
  const parts = [
    before === null || after === null
      ? text('audit.act-line', { kind, name: name ?? '' })
      : `${kind} ${text('audit.act-change', { before, after })}`,
    lookUp(`param.outcome.${wordOf(params, 'outcome') ?? ''}`),
    outcomeCode === null || outcomeCode === 'ok' ? null : lookUp(`job.code.${outcomeCode}.short`),
    reads === null || reads === after ? null : text('audit.act-reads', { reads }),
    lookUp(`job.verified.${wordOf(params, 'verifiedBy') ?? ''}`),
    confirmedBy === null ? null : text('audit.act-confirmed', { name: confirmedBy }),
    text('audit.act-job', { jobId: Number(params['jobId']), itemId: Number(params['itemId']) }),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

function wordOf(params: TextParams, name: string): string | null {
  const value = params[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
