import type { AccountDetail } from '@contract/account-plans.ts';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { planDayOf, planMomentText } from '../../../format/plan-times.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { Badge } from '../../../ui/badge.tsx';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useFormAct } from '../../../ui/use-form-act.ts';
import { planDayText } from '../words/need-words.ts';
import type { AccountPart } from './account-part.ts';

type Item = AccountDetail['checklist'][number];

interface ChecklistLineProps {
  readonly part: AccountPart;
  readonly item: Item;
  /** Null: today. */
  readonly day: string | null;
}

const proofMaxLength = 500;

export function ChecklistLine({ part, item, day }: ChecklistLineProps): ReactNode {
  const { text, language } = useTexts();
  const [isProving, setIsProving] = useState(false);
  const [isExplaining, setIsExplaining] = useState(false);
  const { isRunning, fault, tick, untick } = useTick(part, item, day);
  const { tick: ticked } = item;
  const toggle = (): void => {
    if (ticked !== null && ticked.isOfStay) untick(ticked.tickId, null);
    else if (ticked !== null) setIsExplaining(true);
    else if (item.proof === null) tick(null);
    else setIsProving(true);
  };
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
        {isProving && ticked === null && (
          <Proof item={item} isRunning={isRunning} onGive={tick} onCancel={() => setIsProving(false)} />
        )}
        {isExplaining && ticked !== null && (
          <Given
            label={text('growth.untick-reason')}
            okText={text('growth.untick')}
            isRunning={isRunning}
            onGive={(reason) => untick(ticked.tickId, reason)}
            onCancel={() => setIsExplaining(false)}
          />
        )}
        {fault !== null && <FaultNotice fault={fault} />}
      </div>
    </li>
  );
}

interface Tick {
  readonly isRunning: boolean;
  readonly fault: ReturnType<typeof useFormAct>['fault'];
  readonly tick: (proof: string | null) => void;
  readonly untick: (tickId: number, reason: string | null) => void;
}

function useTick({ detail, onChanged }: AccountPart, { taskId }: Item, day: string | null): Tick {
  const { acts } = useConsole();
  const { accountId } = detail.account;
  type Act =
    | { readonly kind: 'tick'; readonly proof: string | null }
    | { readonly kind: 'untick'; readonly tickId: number; readonly reason: string | null };
  const { isRunning, fault, submit } = useFormAct<Act>(
    (act) =>
      act.kind === 'tick'
        ? acts.run('accounts.tick', { accountId, taskId, day, proof: act.proof })
        : acts.run('accounts.untick', { accountId, tickId: act.tickId, reason: act.reason }),
    onChanged,
  );
  return {
    isRunning,
    fault,
    tick: (proof) => submit({ kind: 'tick', proof }),
    untick: (tickId, reason) => submit({ kind: 'untick', tickId, reason }),
  };
}

/** How often, whether it must be, until when, who ticked it with what. */
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
    </span>
  );
}

interface ProofProps {
  readonly item: Item;
  readonly isRunning: boolean;
  readonly onGive: (proof: string) => void;
  readonly onCancel: () => void;
}

function Proof({ item, isRunning, onGive, onCancel }: ProofProps): ReactNode {
  const { text, lookUp } = useTexts();
  const wanted = item.proof ?? '';
  const label = text('growth.proof', { proof: lookUp(`param.proof.${wanted}`) ?? wanted });
  return <Given label={label} okText={text('growth.tick')} {...{ isRunning, onGive, onCancel }} />;
}

type GivenProps = Omit<ProofProps, 'item'> & { readonly label: string; readonly okText: string };

/** A line that must be written before it goes on. */
function Given({ label, okText, isRunning, onGive, onCancel }: GivenProps): ReactNode {
  const { text } = useTexts();
  const [given, setGiven] = useState('');
  return (
    <span className="growth-proof">
      <Input
        autoFocus
        size="small"
        value={given}
        maxLength={proofMaxLength}
        placeholder={label}
        aria-label={label}
        onChange={({ target }) => setGiven(target.value)}
        onPressEnter={() => given.trim() !== '' && onGive(given.trim())}
      />
      <Button
        size="small"
        type="primary"
        loading={isRunning}
        disabled={given.trim() === ''}
        onClick={() => onGive(given.trim())}
      >
        {okText}
      </Button>
      <Button size="small" onClick={onCancel}>
        {text('act.cancel')}
      </Button>
    </span>
  );
}
