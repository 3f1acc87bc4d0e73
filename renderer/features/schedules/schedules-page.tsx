import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { LoadingLines } from '../../ui/loading-lines.tsx';
import { draftOfNew, draftOfSaved, type EditorDraft } from './editor-draft.ts';
import { offeredSchedules, offerOf } from './offered-schedules.ts';
import { OfferedList } from './offered-list.tsx';
import { RunHistory } from './run-history.tsx';
import { ScheduleCard } from './schedule-card.tsx';
import { ScheduleEditor } from './schedule-editor.tsx';
import { useSchedules } from './use-schedules.ts';

/** What comes by the calendar: when next, what came of it last, and what nobody has answered yet. */
export function SchedulesPage(): ReactNode {
  const { text } = useTexts();
  const { value, fault, askAgain } = useSchedules();
  const [edited, setEdited] = useState<EditorDraft | null>(null);
  const [historyOf, setHistoryOf] = useState<number | null>(null);
  const schedules = value?.schedules ?? [];
  const offers = offeredSchedules.filter(({ kind }) => !schedules.some((schedule) => schedule.kind === kind));
  const create = (): void => setEdited(draftOfNew(offerOf('roster-sync'), text('schedules.kind.roster-sync')));
  return (
    <div className="page" data-page="schedules">
      <header className="page-head">
        <div>
          <h1>{text('nav.schedules')}</h1>
          <p className="text-second">{text('schedules.page-text')}</p>
        </div>
        <Button icon={<PlusOutlined aria-hidden />} data-act="new-schedule" onClick={create}>
          {text('schedules.new')}
        </Button>
      </header>
      {fault !== null && (
        <FaultNotice fault={fault} actions={<Button onClick={askAgain}>{text('act.retry')}</Button>} />
      )}
      {value === null && fault === null && <LoadingLines />}
      {value !== null && (
        <>
          {schedules.map((schedule) => (
            <ScheduleCard
              key={schedule.scheduleId}
              schedule={schedule}
              onEdit={() => setEdited(draftOfSaved(schedule))}
              onHistory={() => setHistoryOf(schedule.scheduleId)}
            />
          ))}
          {offers.length > 0 && (
            <OfferedList
              offers={offers}
              onEdit={(offer) => setEdited(draftOfNew(offer, text(`schedules.kind.${offer.kind}`)))}
            />
          )}
          <RunHistory key={historyOf ?? 'all'} schedules={schedules} scheduleId={historyOf} onChoose={setHistoryOf} />
        </>
      )}
      {edited !== null && <ScheduleEditor initial={edited} onClose={() => setEdited(null)} />}
    </div>
  );
}
