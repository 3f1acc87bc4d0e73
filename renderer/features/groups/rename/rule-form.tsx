import type { GroupRow, GroupSet } from '@contract/group-book.ts';
import { nameTokens, numberOrders, type Numbering, type RenameRule } from '@contract/group-rename.ts';
import { Button, Input, InputNumber, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import { HandNames } from './hand-names.tsx';
import { draftOf, ruleKinds, type RuleKind } from './rule-drafts.ts';
import { NameTable } from './name-table.tsx';

interface RuleFormProps {
  readonly rule: RenameRule;
  readonly groups: readonly GroupRow[];
  readonly onChange: (rule: RenameRule) => void;
}

/** How the new names come about. */
export function RuleForm({ rule, groups, onChange }: RuleFormProps): ReactNode {
  const { text } = useTexts();
  if (rule.kind === 'restore') return <Restoring />;
  const { kind } = rule;
  return (
    <>
      <Segmented
        aria-label={text('groups.rule')}
        value={kind}
        options={ruleKinds.map((value) => ({ value, label: text(`groups.rule.${value}`) }))}
        onChange={(value: RuleKind) => onChange(draftOf(value))}
      />
      {rule.kind === 'template' && <TemplateFields rule={rule} onChange={onChange} />}
      {rule.kind === 'replace' && (
        <>
          <TextField name="find" value={rule.find} onChange={(find) => onChange({ ...rule, find })} />
          <TextField
            name="replacement"
            value={rule.replacement}
            onChange={(replacement) => onChange({ ...rule, replacement })}
          />
        </>
      )}
      {rule.kind === 'affix' && (
        <>
          <TextField name="prefix" value={rule.prefix} onChange={(prefix) => onChange({ ...rule, prefix })} />
          <TextField name="suffix" value={rule.suffix} onChange={(suffix) => onChange({ ...rule, suffix })} />
        </>
      )}
      {rule.kind === 'table' && (
        <>
          <NameTable groups={groups} onRead={(names) => onChange({ kind: 'table', names })} />
          <HandNames groups={groups} names={rule.names} onChange={(names) => onChange({ kind: 'table', names })} />
        </>
      )}
    </>
  );
}

function Restoring(): ReactNode {
  const { text } = useTexts();
  return <p>{text('rename.restoring')}</p>;
}

type FieldName = 'template' | 'theme' | 'find' | 'replacement' | 'prefix' | 'suffix';

interface TextFieldProps {
  readonly name: FieldName;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function TextField({ name, value, onChange }: TextFieldProps): ReactNode {
  const { text } = useTexts();
  return (
    <label className="rule-line">
      <span>{text(`groups.field.${name}`)}</span>
      <Input
        value={value}
        maxLength={name === 'template' ? 120 : 60}
        aria-label={text(`groups.field.${name}`)}
        data-field={name}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

type TemplateRule = Extract<RenameRule, { kind: 'template' }>;

function TemplateFields({
  rule,
  onChange,
}: {
  readonly rule: TemplateRule;
  readonly onChange: (rule: RenameRule) => void;
}): ReactNode {
  const { numbering } = rule;
  const number = (patch: Partial<Numbering>): void => onChange({ ...rule, numbering: { ...numbering, ...patch } });
  return (
    <>
      <TextField name="template" value={rule.template} onChange={(template) => onChange({ ...rule, template })} />
      <div className="act-buttons rule-tokens">
        {nameTokens.map((token) => (
          <Button
            key={token}
            size="small"
            onClick={() => onChange({ ...rule, template: `${rule.template}{${token}}` })}
          >{`{${token}}`}</Button>
        ))}
      </div>
      <TextField name="theme" value={rule.theme} onChange={(theme) => onChange({ ...rule, theme })} />
      {hasNumber(rule.template) && <NumberingFields numbering={numbering} onChange={number} />}
    </>
  );
}

function hasNumber(template: string): boolean {
  return template.includes(`{${nameTokens[1]}}`);
}

interface NumberingFieldsProps {
  readonly numbering: Numbering;
  readonly onChange: (patch: Partial<Numbering>) => void;
}

function NumberingFields({ numbering, onChange }: NumberingFieldsProps): ReactNode {
  const { text } = useTexts();
  const isContinued = numbering.start === 'continue';
  return (
    <>
      <div className="rule-line">
        <span>{text('groups.number.start')}</span>
        <div className="toolbar-line">
          <Select
            aria-label={text('groups.number.start')}
            value={isContinued ? 'continue' : 'from'}
            options={(['from', 'continue'] as const).map((value) => ({ value, label: text(`groups.number.${value}`) }))}
            onChange={(value) => onChange({ start: value === 'continue' ? 'continue' : 1 })}
          />
          {numbering.start !== 'continue' && (
            <InputNumber
              className="number-field"
              aria-label={text('groups.number.from')}
              min={0}
              max={99_999}
              value={numbering.start}
              onChange={(start) => onChange({ start: start ?? 1 })}
            />
          )}
        </div>
      </div>
      <div className="rule-line">
        <span>{text('groups.number.step')}</span>
        <InputNumber
          className="number-field"
          aria-label={text('groups.number.step')}
          min={1}
          max={1_000}
          value={numbering.step}
          onChange={(step) => onChange({ step: step ?? 1 })}
        />
      </div>
      <div className="rule-line">
        <span>{text('groups.number.padding')}</span>
        <InputNumber
          className="number-field"
          aria-label={text('groups.number.padding')}
          min={1}
          max={6}
          value={numbering.padding}
          onChange={(padding) => onChange({ padding: padding ?? 1 })}
        />
      </div>
      <NumberOrder numbering={numbering} onChange={onChange} />
    </>
  );
}

const noInput = {};
const noSets: readonly GroupSet[] = [];

/** In which order the numbers are given; by a set's order only where there is a set. */
function NumberOrder({ numbering, onChange }: NumberingFieldsProps): ReactNode {
  const { text } = useTexts();
  const { value } = useAnswer('groups.sets', noInput);
  const sets = value?.sets ?? noSets;
  const [first] = sets;
  const orders = numberOrders.filter((order) => order !== 'set' || first !== undefined);
  return (
    <div className="rule-line">
      <span>{text('groups.number.order')}</span>
      <div className="toolbar-line">
        <Select
          className="number-order"
          aria-label={text('groups.number.order')}
          value={numbering.order}
          options={orders.map((order) => ({ value: order, label: text(`groups.number.order.${order}`) }))}
          onChange={(order) => onChange(order === 'set' ? { order, setId: first?.setId } : { order, setId: undefined })}
        />
        {numbering.order === 'set' && (
          <Select
            className="filter-set"
            aria-label={text('groups.sets')}
            value={numbering.setId}
            options={sets.map(({ setId, name, groupIds }) => ({
              value: setId,
              label: text('sets.named', { name, count: groupIds.length }),
            }))}
            onChange={(setId) => onChange({ setId })}
          />
        )}
      </div>
    </div>
  );
}
