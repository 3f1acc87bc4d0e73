import type { GroupRow } from '@contract/group-book.ts';
import { nameTokens, numberOrders, type Numbering, type RenameRule } from '@contract/group-rename.ts';
import { Button, Input, InputNumber, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
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
  const kind: RuleKind = rule.kind === 'restore' ? 'table' : rule.kind;
  return (
    <>
      <Segmented
        aria-label={text('groups.rule')}
        value={kind}
        options={ruleKinds.map((value) => ({ value, label: text(`groups.rule.${value}`) }))}
        onChange={(value) => onChange(draftOf(value))}
      />
      {rule.kind === 'template' && <TemplateFields rule={rule} onChange={onChange} />}
      {rule.kind === 'replace' && (
        <div className="toolbar-line">
          <TextField name="find" value={rule.find} onChange={(find) => onChange({ ...rule, find })} />
          <TextField
            name="replacement"
            value={rule.replacement}
            onChange={(replacement) => onChange({ ...rule, replacement })}
          />
        </div>
      )}
      {rule.kind === 'affix' && (
        <div className="toolbar-line">
          <TextField name="prefix" value={rule.prefix} onChange={(prefix) => onChange({ ...rule, prefix })} />
          <TextField name="suffix" value={rule.suffix} onChange={(suffix) => onChange({ ...rule, suffix })} />
        </div>
      )}
      {rule.kind === 'table' && <NameTable groups={groups} onRead={(names) => onChange({ kind: 'table', names })} />}
    </>
  );
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
    <Input
      className="rule-field"
      value={value}
      maxLength={name === 'template' ? 120 : 60}
      addonBefore={text(`groups.field.${name}`)}
      aria-label={text(`groups.field.${name}`)}
      data-field={name}
      onChange={(event) => onChange(event.target.value)}
    />
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
  const { text } = useTexts();
  const { numbering } = rule;
  const number = (patch: Partial<Numbering>): void => onChange({ ...rule, numbering: { ...numbering, ...patch } });
  return (
    <>
      <div className="toolbar-line">
        <TextField name="template" value={rule.template} onChange={(template) => onChange({ ...rule, template })} />
        <TextField name="theme" value={rule.theme} onChange={(theme) => onChange({ ...rule, theme })} />
      </div>
      <div className="act-buttons">
        {nameTokens.map((token) => (
          <Button
            key={token}
            size="small"
            onClick={() => onChange({ ...rule, template: `${rule.template}{${token}}` })}
          >{`{${token}}`}</Button>
        ))}
      </div>
      <div className="toolbar-line">
        <Select
          aria-label={text('groups.number.start')}
          value={numbering.start === 'continue' ? 'continue' : 'from'}
          options={(['from', 'continue'] as const).map((value) => ({ value, label: text(`groups.number.${value}`) }))}
          onChange={(value) => number({ start: value === 'continue' ? 'continue' : 1 })}
        />
        {numbering.start !== 'continue' && (
          <InputNumber
            aria-label={text('groups.number.start')}
            min={0}
            max={99_999}
            value={numbering.start}
            onChange={(start) => number({ start: start ?? 1 })}
          />
        )}
        <InputNumber
          addonBefore={text('groups.number.step')}
          min={1}
          max={1_000}
          value={numbering.step}
          onChange={(step) => number({ step: step ?? 1 })}
        />
        <InputNumber
          addonBefore={text('groups.number.padding')}
          min={1}
          max={6}
          value={numbering.padding}
          onChange={(padding) => number({ padding: padding ?? 1 })}
        />
        <Select
          aria-label={text('groups.number.order')}
          value={numbering.order}
          options={numberOrders.map((value) => ({ value, label: text(`groups.number.order.${value}`) }))}
          onChange={(order) => number({ order })}
        />
      </div>
    </>
  );
}
