import { EditOutlined, HistoryOutlined } from '@ant-design/icons';
import type { Schedule } from '@contract/schedules.ts';
import { Button, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useTrueTicking } from '../../stores/use-console.ts';
import { Badge } from '../../ui/badge.tsx';
import { MetaLine } from '../../ui/meta-line.tsx';
import { Notice } from '../../ui/notice.tsx';
import { LastRun } from './last-run.tsx';
import { MissedQuestion } from './missed-question.tsx';
import { RunNowButton } from './run-now-button.tsx';
import { comingText, ruleText } from './schedule-words.ts';

interface ScheduleCardProps {
  readonly schedule: Schedule;
  readonly onEdit: () => void;
  readonly onHistory: () => void;
}

/** The zone of this computer, in which the page writes times. */
const ownZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** One schedule: when it comes, what came of it last, and what can be done with it. */
export function ScheduleCard({ schedule, onEdit, onHistory }: ScheduleCardProps): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { acts } = useConsole();
  const { scheduleId, title, kind, isOn, asking, running, isAheadOfClock, timeZone } = schedule;
  const setOn = (wanted: boolean): void => void acts.perform('schedules.setOn', { scheduleId, isOn: wanted });
  return (
    <section className="section-card schedule-card" data-schedule={scheduleId} aria-label={title}>
      <div className="card-head">
        <Switch
          size="small"
          checked={isOn}
          data-act="schedule-on"
          aria-label={text(isOn ? 'schedules.switch-off-named' : 'schedules.switch-on-named', { title })}
          onChange={setOn}
        />
        <h2>{title}</h2>
        {running !== null && <Badge tone="info">{text('schedules.outcome.running')}</Badge>}
        <span className="toolbar-gap" />
        <div className="act-buttons">
          <RunNowButton schedule={schedule} />
          <Button size="small" icon={<EditOutlined aria-hidden />} data-act="edit-schedule" onClick={onEdit}>
            {text('schedules.edit')}
          </Button>
          <Button size="small" icon={<HistoryOutlined aria-hidden />} data-act="schedule-history" onClick={onHistory}>
            {text('schedules.history')}
          </Button>
        </div>
      </div>
      <MetaLine>
        {title !== text(`schedules.kind.${kind}`) && <span>{text(`schedules.kind.${kind}`)}</span>}
        <span className="tabular">{ruleText(schedule, texts)}</span>
        {timeZone !== ownZone && <span>{text('schedules.in-zone', { timeZone })}</span>}
        <NextRun schedule={schedule} />
        <LastRun schedule={schedule} />
      </MetaLine>
      {asking !== null && <MissedQuestion schedule={schedule} asking={asking} />}
      {isAheadOfClock && (
        <Notice tone="warn" title={text('schedules.ahead')}>
          {text('schedules.ahead-text')}
        </Notice>
      )}
    </section>
  );
}

function NextRun({ schedule: { nextRunAt, kind } }: { readonly schedule: Schedule }): ReactNode {
  const texts = useTexts();
  const words = useTrueTicking((now) => (nextRunAt === null ? '' : comingText(nextRunAt, now, texts)));
  if (nextRunAt === null) return <span className="text-third">{texts.text('schedules.is-off')}</span>;
  const key = kind === 'job-window' ? 'schedules.next-opening' : 'schedules.next';
  return (
    <span className="schedule-next tabular" data-next={nextRunAt}>
      {texts.text(key, { when: words })}
    </span>
  );
}
