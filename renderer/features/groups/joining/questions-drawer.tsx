import type { JoinDecisionView, JoinQuestion } from '@contract/group-book.ts';
import { Button, Drawer, Skeleton } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import { PhoneName } from '../phone-name.tsx';
import { useGroupVersion } from '../use-group-list.ts';
import { SideBySide } from './side-by-side.tsx';

const noInput = {};

/** Views that may be one group, two by two: what is known of both, and the operator's word. Everything said can be taken back. */
export function QuestionsDrawer({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { text } = useTexts();
  const { value, fault, isAsking, askAgain } = useAnswer('groups.questions', noInput, useGroupVersion());
  return (
    <Drawer open size={880} title={text('join.title')} onClose={onClose} data-questions>
      <p className="text-second">{text('join.text')}</p>
      {fault !== null && <FaultNotice fault={fault} />}
      {value === null && isAsking && <Skeleton active paragraph={{ rows: 8 }} title={false} />}
      {value !== null && (
        <div className="drawer-parts">
          <Questions questions={value.questions} onSaid={askAgain} />
          <Decisions decisions={value.decisions} onWithdrawn={askAgain} />
        </div>
      )}
    </Drawer>
  );
}

interface QuestionsProps {
  readonly questions: readonly JoinQuestion[];
  readonly onSaid: () => void;
}

/** One question at a time; what is put off comes again behind the others. */
function Questions({ questions, onSaid }: QuestionsProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const [later, setLater] = useState<readonly string[]>([]);
  const ordered = questions.toSorted((left, right) => later.indexOf(keyOf(left)) - later.indexOf(keyOf(right)));
  const [question] = ordered;
  const say = async (isSame: boolean): Promise<void> => {
    if (question === undefined) return;
    const { left, right } = question;
    const views = { leftViewId: left.groupViewId, rightViewId: right.groupViewId };
    if (await acts.perform('groups.decideJoin', { ...views, isSame })) onSaid();
  };
  const putOff = (): void => {
    const key = question === undefined ? '' : keyOf(question);
    setLater((before) => [...before.filter((each) => each !== key), key]);
  };
  useAnswerKeys({ 1: () => void say(true), 2: () => void say(false), 3: putOff });
  if (question === undefined) return <p className="empty-line">{text('join.none')}</p>;
  return (
    <section className="join-part">
      <h3 aria-live="polite">{text('join.left', { count: questions.length })}</h3>
      <SideBySide question={question} />
      <div className="act-buttons">
        <Button type="primary" data-act="join-same" onClick={() => void say(true)}>
          {text('join.same')} <kbd>1</kbd>
        </Button>
        <Button data-act="join-different" onClick={() => void say(false)}>
          {text('join.different')} <kbd>2</kbd>
        </Button>
        <Button type="text" data-act="join-later" disabled={questions.length < 2} onClick={putOff}>
          {text('join.later')} <kbd>3</kbd>
        </Button>
      </div>
    </section>
  );
}

/** Keys that answer while the question is in sight, wherever the focus is but in a field. */
function useAnswerKeys(answers: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const onKeyDown = ({ key, target, ctrlKey, altKey, metaKey, repeat }: KeyboardEvent): void => {
      const isTyping = target instanceof HTMLElement && target.closest('input, textarea, select') !== null;
      if (!isTyping && !ctrlKey && !altKey && !metaKey && !repeat) answers[key]?.();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [answers]);
}

function keyOf({ left, right }: JoinQuestion): string {
  return `${left.groupViewId} ${right.groupViewId}`;
}

interface DecisionsProps {
  readonly decisions: readonly JoinDecisionView[];
  readonly onWithdrawn: () => void;
}

/** What was said before, newest first. */
function Decisions({ decisions, onWithdrawn }: DecisionsProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  if (decisions.length === 0) return null;
  const withdraw = async ({ left, right }: JoinDecisionView): Promise<void> => {
    const views = { leftViewId: left.groupViewId, rightViewId: right.groupViewId };
    if (await acts.perform('groups.withdrawJoin', views)) onWithdrawn();
  };
  return (
    <section>
      <h3>{text('join.decisions')}</h3>
      <table className="data-table">
        <tbody>
          {decisions.map((decision) => {
            const { left, right, isSame, by, at } = decision;
            return (
              <tr key={`${left.groupViewId} ${right.groupViewId}`} data-decision={isSame ? 'same' : 'different'}>
                <td>{left.name}</td>
                <td>
                  <PhoneName phoneId={left.phoneId} /> {isSame ? '＝' : '≠'} <PhoneName phoneId={right.phoneId} />
                </td>
                <td>{text(isSame ? 'join.said-same' : 'join.said-different', { name: by })}</td>
                <td>
                  <Moment at={at} isTrueTime />
                </td>
                <td className="cell-right">
                  <Button size="small" data-act="join-undo" onClick={() => void withdraw(decision)}>
                    {text('join.undo')}
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
