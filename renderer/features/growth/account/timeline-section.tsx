import type { AccountDetail } from '@contract/account-plans.ts';
import type { TimelineEntry } from '@contract/account-timeline.ts';
import { Button, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { planClockText, planDayOf } from '../../../format/plan-times.ts';
import { fullTimeText } from '../../../format/times.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useLive } from '../../../stores/use-console.ts';
import { Badge } from '../../../ui/badge.tsx';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { LoadingLines } from '../../../ui/loading-lines.tsx';
import type { Tone } from '../../devices/state-look.ts';
import { phoneName } from '../../devices/phone-names.ts';
import { useGrowthVersion } from '../use-growth.ts';
import { planDayText } from '../words/need-words.ts';
import type { AccountPart } from './account-part.ts';
import { byDay, timelineKinds, type TimelineKind } from './timeline-days.ts';
import { endText, entryText, holdText, undoneText } from './timeline-words.ts';
import { useTimeline, type TimelineWish } from './use-timeline.ts';

const tones: Readonly<Record<TimelineKind, Tone>> = {
  plan: 'info',
  'sign-off': 'good',
  tick: 'quiet',
  untick: 'warn',
  signal: 'bad',
  'signal-closed': 'good',
  restart: 'warn',
  loosening: 'special',
  'loosening-ended': 'quiet',
  'hand-act': 'info',
  'job-act': 'info',
  move: 'warn',
  mode: 'info',
  fields: 'quiet',
  held: 'warn',
  waiver: 'special',
  withdrawal: 'warn',
};

/** What happened to the account, by day, newest first, to its beginning; one kind of it alone, or from a day on backwards. */
export function TimelineSection({ detail }: AccountPart): ReactNode {
  const { text } = useTexts();
  const [kind, setKind] = useState<TimelineKind | null>(null);
  const [untilDay, setUntilDay] = useState<string | null>(null);
  const { accountId } = detail.account;
  return (
    <section className="section-card" data-section="timeline">
      <div className="card-head">
        <h2>{text('growth.timeline')}</h2>
        <span className="toolbar-gap" />
        <label className="growth-tick-day text-second">
          {text('growth.timeline-until')}
          <Input
            type="date"
            size="small"
            max={planDayOf(detail.now)}
            value={untilDay ?? ''}
            onChange={({ target }) => setUntilDay(target.value === '' ? null : target.value)}
          />
        </label>
        <Select<TimelineKind | null>
          size="small"
          className="growth-filter"
          allowClear
          aria-label={text('growth.timeline-kind')}
          placeholder={text('growth.timeline-all')}
          value={kind}
          options={timelineKinds.map((value) => ({ value, label: text(`growth.timeline.${value}`) }))}
          onChange={(chosen: TimelineKind | null | undefined) => setKind(chosen ?? null)}
        />
      </div>
      <Entries key={`${accountId} ${kind} ${untilDay}`} wish={{ accountId, kind, untilDay }} detail={detail} />
    </section>
  );
}

interface EntriesProps {
  readonly wish: TimelineWish;
  readonly detail: AccountDetail;
}

function Entries({ wish, detail }: EntriesProps): ReactNode {
  const { text, language } = useTexts();
  const { page, fault, isLoading, loadOlder } = useTimeline(wish, useGrowthVersion(wish.accountId));
  if (fault !== null && page === null) return <FaultNotice fault={fault} />;
  if (page === null) return <LoadingLines />;
  if (page.entries.length === 0) return <p className="text-second">{text('growth.timeline-none')}</p>;
  return (
    <>
      {byDay(page.entries).map(({ day, entries }) => (
        <div key={day} className="growth-day">
          <h3>{planDayText(language, day)}</h3>
          <ul>
            {entries.map((entry) => (
              <TimelineLine key={entry.key} entry={entry} detail={detail} />
            ))}
          </ul>
        </div>
      ))}
      {fault !== null && <FaultNotice fault={fault} />}
      {page.hasMore ? (
        <Button size="small" data-act="timeline-older" loading={isLoading} onClick={loadOlder}>
          {text('growth.timeline-more')}
        </Button>
      ) : (
        <p className="text-third">{text('growth.timeline-end')}</p>
      )}
    </>
  );
}

interface TimelineLineProps {
  readonly entry: TimelineEntry;
  readonly detail: AccountDetail;
}

function TimelineLine({ entry, detail }: TimelineLineProps): ReactNode {
  const texts = useTexts();
  const phones = useLive((state) => state.phones);
  const { at, kind, by, hold } = entry;
  const end = endText(texts, entry, detail.now);
  const undoing = undoneText(texts, entry, detail.now);
  const words = entryText(texts, entry, {
    taskNames: detail.taskNames,
    phoneNameOf: (phoneId) => {
      const phone = phones.get(phoneId);
      return phone === undefined ? texts.text('phone.removed') : phoneName(phone, texts);
    },
  });
  return (
    <li data-timeline={kind}>
      <time className="tabular text-second" title={fullTimeText(texts.language, at)}>
        {planClockText(texts.language, at)}
      </time>
      <Badge tone={undoing === '' ? tones[kind] : 'quiet'}>{texts.text(`growth.timeline.${kind}`)}</Badge>
      <span>
        {undoing === '' ? words : <del className="text-third">{words}</del>} <span className="text-second">{by}</span>
        {undoing !== '' && <span className="text-second">{undoing}</span>}
        {end !== '' && <span className="text-second">{end}</span>}
        {hold !== undefined && (
          <span className="text-second" title={hold.path ?? undefined}>
            {holdText(texts, hold, detail.now)}
          </span>
        )}
      </span>
    </li>
  );
}
