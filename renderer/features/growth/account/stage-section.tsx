import { CheckOutlined } from '@ant-design/icons';
import { stageIds } from '@contract/plan-ids.ts';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useFormAct } from '../../../ui/use-form-act.ts';
import { SupervisorOnly } from '../supervisor-only.tsx';
import { needLines } from '../words/need-words.ts';
import { ruleText } from '../words/rule-words.ts';
import type { AccountPart } from './account-part.ts';

/** How far the account is, and what the next stage lacks. */
export function StageSection(part: AccountPart): ReactNode {
  const { text } = useTexts();
  const { card } = part.detail;
  return (
    <section className="section-card" data-section="stage">
      <div className="card-head">
        <h2>{text('growth.stage')}</h2>
        {!card.isPractice && card.startedOn !== null && (
          <span className="text-second tabular">
            {text('growth.stage-day', { stage: card.stageId, day: card.day })}
          </span>
        )}
      </div>
      {card.isPractice ? (
        <p className="text-second">{text('growth.stage-practice')}</p>
      ) : (
        <>
          <Steps {...part} />
          <Needs {...part} />
        </>
      )}
    </section>
  );
}

function Steps({ detail: { card } }: AccountPart): ReactNode {
  const { text } = useTexts();
  const current = stageIds.indexOf(card.stageId);
  return (
    <ol className="growth-steps">
      {stageIds.map((stageId, index) => (
        <li
          key={stageId}
          className={index < current ? 'is-past' : index === current ? 'is-current' : ''}
          aria-current={index === current ? 'step' : undefined}
        >
          {index < current && <CheckOutlined aria-hidden />} {stageId}
          {stageId === card.effectiveStageId && card.effectiveStageId !== card.stageId && (
            <span className="text-second"> {text('growth.step-caps')}</span>
          )}
        </li>
      ))}
    </ol>
  );
}

function Needs(part: AccountPart): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { card, checklist } = part.detail;
  if (card.stageId === 'S6') return <p className="text-second">{text('growth.stage-last')}</p>;
  if (card.missing.length === 0) return <p className="tone-good">{text('growth.needs-none-text')}</p>;
  return (
    <>
      <h3>{text('growth.needs-title')}</h3>
      <ul className="growth-needs">
        {needLines(texts, card.missing, checklist).map(({ words, kind, paths }) => (
          <li key={words} data-need={kind}>
            <span>{words}</span>
            <span className="text-third" title={paths.join('\n')}>
              {paths.map((path) => ruleText(texts, path)).join(text('growth.list-comma'))}
            </span>
          </li>
        ))}
      </ul>
      {card.missing.some(({ kind }) => kind === 'sign-off') && <SignOff {...part} />}
    </>
  );
}

function SignOff({ detail, supervision, onChanged }: AccountPart): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const { accountId, stageId, missing } = detail.card;
  const { isRunning, fault, submit } = useFormAct<null>(
    () => acts.run('accounts.signOff', { accountId, stageId }),
    onChanged,
  );
  const isEarly = missing.some(({ kind }) => kind !== 'sign-off');
  return (
    <>
      <SupervisorOnly supervision={supervision}>
        {(isPermitted) => (
          <Button
            type={isEarly ? 'default' : 'primary'}
            disabled={!isPermitted}
            loading={isRunning}
            data-act="sign-stage"
            onClick={() => submit(null)}
          >
            {text('growth.sign-off', { stage: stageId })}
          </Button>
        )}
      </SupervisorOnly>
      <p className="text-second">{text(isEarly ? 'growth.sign-off-early' : 'growth.sign-off-text')}</p>
      {fault !== null && <FaultNotice fault={fault} />}
    </>
  );
}
