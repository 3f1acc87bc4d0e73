import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { planDayOf } from '../../../format/plan-times.ts';
import type { AccountPart } from './account-part.ts';
import { ChecklistLine } from './checklist-line.tsx';

/** What is to be done in this stage; a tick says that a person did it, on which day, with the proof that the plan asks for. */
export function ChecklistSection(part: AccountPart): ReactNode {
  const { text } = useTexts();
  const { checklist, now } = part.detail;
  const today = planDayOf(now);
  const [day, setDay] = useState<string | null>(null);
  const open = checklist.filter(({ state }) => state !== 'done').length;
  return (
    <section className="section-card" data-section="checklist">
      <div className="card-head">
        <h2>{text('growth.checklist')}</h2>
        <span className="text-second tabular">
          {text('growth.checklist-count', { done: checklist.length - open, count: checklist.length })}
        </span>
        <span className="toolbar-gap" />
        <label className="growth-tick-day text-second">
          {text('growth.tick-day')}
          <Input
            type="date"
            size="small"
            max={today}
            value={day ?? today}
            onChange={({ target }) => setDay(target.value === '' || target.value === today ? null : target.value)}
          />
        </label>
      </div>
      {checklist.length === 0 && <p className="text-second">{text('growth.checklist-none')}</p>}
      <ul className="growth-checklist">
        {checklist.map((item) => (
          <ChecklistLine key={item.taskId} part={part} item={item} day={day} />
        ))}
      </ul>
    </section>
  );
}
