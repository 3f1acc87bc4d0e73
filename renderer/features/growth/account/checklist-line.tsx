import type { AccountDetail } from '@contract/account-plans.ts';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { planDayOf, planMomentText } from '../../../format/plan-times.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { Badge } from '../../../ui/badge.tsx';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useFormAct } from '../../../ui/use-form-act.ts';
import { planDayText } from '../words/need-words.ts';
import type { AccountPart } from './account-part.ts';
import { TickForm, type TickWords } from './tick-form.tsx';
import { UntickForm } from './untick-form.tsx';

type Item = AccountDetail['checklist'][number];

interface ChecklistLineProps {
  readonly part: AccountPart;
  readonly item: Item;
  /** Null: today. */
  readonly day: string | null;
}

/** What is being written about the task; null: nothing. */
type Writing = 'tick' | 'untick' | null;

/** One task: ticked with a click, and with a form where it takes a proof or somebody wants to write a note. */
export function ChecklistLine({ part, item, day }: ChecklistLineProps): ReactNode {
  const { text, language } = useTexts();
  const [writing, setWriting] = useState<Writing>(null);
  const { isRunning, fault, tick, untick } = useTick(part, item, day);
  const { tick: ticked } = item;
  const toggle = (): void => {
    if (ticked !== null && ticked.isOfStay) {
      setWriting(null);
      untick(ticked.tickId, null);
    } else if (ticked !== null) setWriting('untick');
    else if (item.proof === null && writing === null) tick({ proof: null, note: null });
    else setWriting(writing === null ? 'tick' : null);
  };
  const stop = (): void => setWriting(null);
  const name = item.text[language === 'en' ? 'en' : 'zh'];
  return (
    <li data-task={item.taskId} data-task-state={item.state}>
      <input
        type="checkbox"
        checked={ticked !== null}
        disabled={isRunning || (item.state === 'done' && ticked === null)}
        aria-label={name}
        onChange={toggle}
      />
      <div className="growth-task">
        <span className={ticked === null ? undefined : 'text-second'}>{name}</span>
        <TaskMarks item={item} now={part.detail.now} />
        {ticked === null && item.state !== 'done' && writing === null && (
          <Button type="link" size="small" data-act="tick-with-note" onClick={() => setWriting('tick')}>
            {text('growth.tick-with-note')}
          </Button>
        )}
        {writing === 'tick' && ticked === null && (
          <TickForm wanted={item.proof} isRunning={isRunning} onGive={tick} onCancel={stop} />
        )}
        {writing === 'untick' && ticked !== null && (
          <UntickForm isRunning={isRunning} onGive={(reason) => untick(ticked.tickId, reason)} onCancel={stop} />
        )}
        {fault !== null && <FaultNotice fault={fault} />}
      </div>
    </li>
  );
}

interface Tick {
  readonly isRunning: boolean;
  readonly fault: ReturnType<typeof useFormAct>['fault'];
  readonly tick: (words: TickWords) => void;
  readonly untick: (tickId: number, reason: string | null) => void;
}

function useTick({ detail, onChanged }: AccountPart, { taskId }: Item, day: string | null): Tick {
  const { acts } = useConsole();
  const { accountId } = detail.account;
  type Act =
    | { readonly kind: 'tick'; readonly words: TickWords }
    | { readonly kind: 'untick'; readonly tickId: number; readonly reason: string | null };
  const { isRunning, fault, submit } = useFormAct<Act>(
    (act) =>
      act.kind === 'tick'
        ? acts.run('accounts.tick', { accountId, taskId, day, ...act.words })
        : acts.run('accounts.untick', { accountId, tickId: act.tickId, reason: act.reason }),
    onChanged,
  );
  return {
    isRunning,
    fault,
    tick: (words) => submit({ kind: 'tick', words }),
    untick: (tickId, reason) => submit({ kind: 'untick', tickId, reason }),
  };
}

/** How often, whether it must be, until when, who ticked it with what, and what they noted. */
function TaskMarks({ item, now }: { readonly item: Item; readonly now: number }): ReactNode {
  const { text, language } = useTexts();
  const { frequency, isRequired, state, dueOn, tick } = item;
  return (
    <span className="growth-task-marks text-second">
      <span>{text(`growth.frequency.${frequency}`)}</span>
      <span>{text(isRequired ? 'growth.required' : 'growth.voluntary')}</span>
      {state !== 'done' && dueOn !== null && (
        <Badge tone={state === 'overdue' ? 'warn' : 'quiet'}>
          {text(`growth.task.${state}`, { day: planDayText(language, dueOn) })}
        </Badge>
      )}
      {tick !== null && planDayOf(tick.at) !== tick.day && (
        <Badge tone="warn">{text('growth.ticked-late', { day: planDayText(language, tick.day) })}</Badge>
      )}
      {tick !== null && (
        <span>
          {text('growth.ticked', { by: tick.by, at: planMomentText(language, tick.at, now), proof: tick.proof ?? '' })}
        </span>
      )}
      {tick !== null && tick.note !== null && (
        <span className="growth-tick-words" data-tick-note>
          {text('growth.tick-noted', { note: tick.note })}
        </span>
      )}
    </span>
  );
}
