import {
  benchPurposes,
  benchValueMaxLength,
  type BenchPurpose,
  type BenchRun,
  type ShownPlaybook,
  type ShownVariable,
} from '@contract/playbook-bench.ts';
import { Button, Input, Segmented, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { LoadingLines } from '../../ui/loading-lines.tsx';
import { actTitle } from './playbook-words.ts';
import { useBenchDesk } from './use-bench.ts';
import { usePlaybooks } from './use-playbooks.ts';

/** Which playbook, with what, and whether it is a rehearsal. The last one's choices stay. */
export function RunForm({ last }: { readonly last: BenchRun | null }): ReactNode {
  const { text } = useTexts();
  const { value, fault } = usePlaybooks();
  if (fault !== null) return <FaultNotice fault={fault} />;
  if (value === null) return <LoadingLines />;
  if (value.playbooks.length === 0) return <p className="empty-line">{text('bench.playbooks-none')}</p>;
  return <Form playbooks={value.playbooks} last={last} />;
}

interface FormProps {
  readonly playbooks: readonly ShownPlaybook[];
  readonly last: BenchRun | null;
}

function Form({ playbooks, last }: FormProps): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const desk = useBenchDesk();
  const [act, setAct] = useState(last?.act ?? playbooks[0]?.act ?? null);
  const [purpose, setPurpose] = useState<BenchPurpose>(last?.purpose ?? 'step');
  const [values, setValues] = useState<Readonly<Record<string, string>>>(last?.variables ?? {});
  const playbook = playbooks.find((each) => each.act === act);
  const asked = playbook?.variables.filter(({ isJobsOnly }) => !isJobsOnly) ?? [];
  const withheld = playbook?.variables.filter(({ isJobsOnly }) => isJobsOnly) ?? [];
  const isComplete = asked.every(({ name, isRequired }) => !isRequired || (values[name] ?? '').trim() !== '');
  const begin = (): void => {
    if (playbook === undefined || !isComplete) return;
    const given = asked.flatMap(({ name }) => (values[name] ? [[name, values[name]] as const] : []));
    void desk.begin({ act: playbook.act, purpose, variables: Object.fromEntries(given) });
  };
  return (
    <form
      className="bench-form"
      onSubmit={(event) => {
        event.preventDefault();
        begin();
      }}
    >
      <div className="bench-form-line">
        <Select
          value={act}
          aria-label={text('bench.run-act')}
          options={playbooks.map((each) => ({ value: each.act, label: actTitle(each, texts) }))}
          onChange={setAct}
        />
        <Segmented<BenchPurpose>
          aria-label={text('bench.run-purpose')}
          value={purpose}
          options={benchPurposes.map((each) => ({ value: each, label: text(`bench.purpose.${each}`) }))}
          onChange={setPurpose}
        />
      </div>
      <p className="text-third">{text(`bench.purpose.${purpose}-text`)}</p>
      {asked.map((variable) => (
        <VariableField
          key={variable.name}
          variable={variable}
          value={values[variable.name] ?? ''}
          onChange={(value) => setValues((before) => ({ ...before, [variable.name]: value }))}
        />
      ))}
      {withheld.length > 0 && (
        <p className="text-third">
          {text('bench.run-jobs-only', { names: withheld.map(({ name }) => name).join(', ') })}
        </p>
      )}
      <Button type="primary" htmlType="submit" disabled={!isComplete} data-act="bench-begin">
        {text('bench.run-begin')}
      </Button>
    </form>
  );
}

interface VariableFieldProps {
  readonly variable: ShownVariable;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function VariableField({ variable, value, onChange }: VariableFieldProps): ReactNode {
  const { text } = useTexts();
  const { name, isRequired } = variable;
  const standIn = variable.default === null ? '' : text('bench.run-default', { value: variable.default });
  return (
    <label className="bench-field">
      <span className="mono">{name}</span>
      <Input
        value={value}
        maxLength={benchValueMaxLength}
        aria-label={name}
        placeholder={isRequired ? text('bench.run-required') : standIn}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
