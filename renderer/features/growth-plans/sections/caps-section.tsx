import { actionIds, stageIds, type ActionId } from '@contract/plan-ids.ts';
import { LockOutlined } from '@ant-design/icons';
import { Checkbox } from 'antd';
import { memo, useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { NumberField } from '../fields/plain-fields.tsx';
import { valueAt } from '../model/plan-path.ts';
import { useEditing } from '../use-draft.ts';

const capKeys = ['per_hour', 'per_day', 'per_week', 'per_month'] as const;
type CapKey = (typeof capKeys)[number];

interface CapsSectionProps {
  /** Zeros that nobody may loosen, as `S2.group_rename`. */
  readonly hardZeros: ReadonlySet<string>;
}

/** How much of each action a stage bears: action by action, an hour, a day, seven and thirty days. */
export function CapsSection({ hardZeros }: CapsSectionProps): ReactNode {
  const { text } = useTexts();
  const { draft } = useEditing();
  const [isWhole, setWhole] = useState(false);
  const { content } = draft;
  const isUsed = (action: ActionId, cap: CapKey): boolean =>
    cap === 'per_day' ||
    stageIds.some((_stage, at) => valueAt(content, ['stages', at, 'caps', action, cap]) !== undefined);
  return (
    <>
      <div className="plan-caps-head">
        <p className="text-second">{text('plans.caps-text')}</p>
        <Checkbox checked={isWhole} onChange={(event) => setWhole(event.target.checked)}>
          {text('plans.caps-all')}
        </Checkbox>
      </div>
      <div className="table-frame">
        <table className="data-table plan-caps">
          <thead>
            <tr>
              <th>{text('plans.cap.action')}</th>
              <th>{text('plans.cap.window')}</th>
              {stageIds.map((stage) => (
                <th key={stage} className="cell-right">
                  {stage}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {actionIds.map((action) => (
              <ActionRows
                key={action}
                action={action}
                caps={capKeys.filter((cap) => isWhole || isUsed(action, cap)).join(' ')}
                hardZeros={hardZeros}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface ActionRowsProps extends CapsSectionProps {
  readonly action: ActionId;
  /** Those shown, as one text, so that rows are drawn anew only where it differs. */
  readonly caps: string;
}

const ActionRows = memo(function ActionRows({ action, caps, hardZeros }: ActionRowsProps): ReactNode {
  const { text } = useTexts();
  const shown = capKeys.filter((cap) => caps.split(' ').includes(cap));
  return shown.map((cap, at) => (
    <tr key={cap} className={at === 0 ? 'plan-cap-first' : ''}>
      {at === 0 && (
        <th scope="row" rowSpan={shown.length}>
          {text(`growth.action.${action}`)}
        </th>
      )}
      <td className="text-second">{text(`growth.rule.cap-window.${cap}`)}</td>
      {stageIds.map((stage, place) => (
        <td key={stage} className="cell-right">
          {cap === 'per_day' && hardZeros.has(`${stage}.${action}`) && (
            <LockOutlined className="text-third" title={text('plans.hard-zero')} aria-label={text('plans.hard-zero')} />
          )}
          <NumberField
            path={['stages', place, 'caps', action, cap]}
            label={text('growth.rule.cap', {
              stage,
              action: text(`growth.action.${action}`),
              window: text(`growth.rule.cap-window.${cap}`),
            })}
            isOptional={cap !== 'per_day'}
          />
        </td>
      ))}
    </tr>
  ));
});
