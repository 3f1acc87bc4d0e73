import type { AccountDetail, TimelineEntry } from '@contract/account-plans.ts';
import { Button, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { planClockText } from '../../../format/plan-times.ts';
import { fullTimeText } from '../../../format/times.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useLive } from '../../../stores/use-console.ts';
import { Badge } from '../../../ui/badge.tsx';
import type { Tone } from '../../devices/state-look.ts';
import { phoneName } from '../../devices/phone-names.ts';
import { planDayText } from '../words/need-words.ts';
import type { AccountPart } from './account-part.ts';
import { byDay, timelineKinds, type TimelineKind } from './timeline-days.ts';
import { entryText, holdText } from './timeline-words.ts';

const tones: Readonly<Record<TimelineKind, Tone>> = {
  plan: 'info',
  'sign-off': 'good',
  tick: 'quiet',
  signal: 'bad',
  'signal-closed': 'good',
  restart: 'warn',
  loosening: 'special',
  'hand-act': 'info',
  'job-act': 'info',
  move: 'warn',
  held: 'warn',
  waiver: 'special',
};

/** So many entries are shown before somebody asks for more. */
const firstShown = 20;

/** What happened to the account, by day, newest first; one kind of it alone, such as what the gate held back. */
export function TimelineSection({ detail }: AccountPart): ReactNode {
  const { text, language } = useTexts();
  const [kind, setKind] = useState<TimelineKind | null>(null);
  const [shown, setShown] = useState(firstShown);
  const entries = detail.timeline.filter((entry) => kind === null || entry.kind === kind);
  const present = timelineKinds.filter((one) => detail.timeline.some((entry) => entry.kind === one));
  return (
    <section className="section-card" data-section="timeline">
      <div className="card-head">
        <h2>{text('growth.timeline')}</h2>
        <span className="toolbar-gap" />
        <Select<TimelineKind | null>
          size="small"
          className="growth-filter"
          allowClear
          aria-label={text('growth.timeline-kind')}
          placeholder={text('growth.timeline-all')}
          value={kind}
          options={present.map((value) => ({ value, label: text(`growth.timeline.${value}`) }))}
          onChange={(chosen: TimelineKind | null | undefined) => setKind(chosen ?? null)}
        />
      </div>
      {entries.length === 0 && <p className="text-second">{text('growth.timeline-none')}</p>}
      {byDay(entries.slice(0, shown)).map(({ day, entries: ofDay }) => (
        <div key={day} className="growth-day">
          <h3>{planDayText(language, day)}</h3>
          <ul>
            {ofDay.map(({ key, entry }) => (
              <TimelineLine key={key} entry={entry} detail={detail} />
            ))}
          </ul>
        </div>
      ))}
      {entries.length > shown && (
        <Button size="small" onClick={() => setShown(shown + firstShown)}>
          {text('growth.timeline-more', { count: entries.length - shown })}
        </Button>
      )}
    </section>
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
      <Badge tone={tones[kind]}>{texts.text(`growth.timeline.${kind}`)}</Badge>
      <span>
        {words} <span className="text-second">{by}</span>
        {hold !== undefined && (
          <span className="text-second" title={hold.path ?? undefined}>
            {holdText(texts, hold, detail.now)}
          </span>
        )}
      </span>
    </li>
  );
}
