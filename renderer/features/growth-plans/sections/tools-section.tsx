import { toolNames, type ToolName } from '@contract/plan-ids.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { ChoiceField, NumberField } from '../fields/plain-fields.tsx';
import { RuleField } from '../fields/rule-field.tsx';
import { RuleListField } from '../fields/rule-list-field.tsx';
import { WordsField } from '../fields/words-field.tsx';
import { isBranch } from '../model/plan-path.ts';
import { useValue } from '../use-draft.ts';
import { Line, Part } from './section-frame.tsx';

/** From which stage and in which condition a tool may run, and what must happen before. */
export function ToolsSection(): ReactNode {
  const value = useValue(['tool_gates']);
  const gates = isBranch(value) ? value : {};
  return toolNames
    .filter((tool) => gates[tool] !== undefined)
    .map((tool) => <Tool key={tool} tool={tool} gate={gates[tool]} />);
}

function Tool({ tool, gate }: { readonly tool: ToolName; readonly gate: unknown }): ReactNode {
  const { text } = useTexts();
  const path = ['tool_gates', tool];
  const hasAction = isBranch(gate) && gate['action'] !== null;
  return (
    <Part title={text(`growth.tool.${tool}`)}>
      <Line name={text('plans.field.min-stage')}>
        <ChoiceField path={[...path, 'min_stage']} label={text('plans.field.min-stage')} words="stage" />
      </Line>
      <Line name={text('plans.field.conditions')}>
        <WordsField path={[...path, 'health']} label={text('plans.field.conditions')} words="condition" />
      </Line>
      <Line name={text('plans.field.confirm')}>
        <RuleListField
          path={[...path, 'confirm']}
          form="confirm"
          label={text('plans.field.confirm')}
          joint="+"
          wordForNone="none"
        />
      </Line>
      {hasAction && (
        <>
          <Line name={text('plans.field.max-batch')}>
            <NumberField path={[...path, 'max_batch']} label={text('plans.field.max-batch')} isOptional />
          </Line>
          <Line name={text('plans.field.roles')}>
            <WordsField path={[...path, 'role_in_group']} label={text('plans.field.roles')} words="role" isOptional />
          </Line>
          <Line name={text('plans.field.postcheck')}>
            <RuleField
              path={[...path, 'postcheck']}
              form="postcheck"
              label={text('plans.field.postcheck')}
              isOptional
            />
          </Line>
          <Line name={text('plans.field.undo')}>
            <RuleField path={[...path, 'undo']} form="undo" label={text('plans.field.undo')} isOptional />
          </Line>
        </>
      )}
    </Part>
  );
}
