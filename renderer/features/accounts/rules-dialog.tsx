import type { Fault } from '@contract/outcome.ts';
import type { ProcedureOutput } from '@contract/procedures.ts';
import { Button, Modal } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { fullTimeText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { RuleList } from './rule-list.tsx';

/** The platform's rules, where an act was refused because its operator has not read them, or when somebody wants to read them. */
export function RulesDialog(): ReactNode {
  const { rules } = useConsole();
  const isAsking = useStore(rules.store, (state) => state.isAsking);
  return isAsking ? <Rules /> : null;
}

function Rules(): ReactNode {
  const { text } = useTexts();
  const { client, rules } = useConsole();
  const name = useLive(({ operator }) => operator?.name ?? null);
  const operatorId = useLive(({ operator }) => operator?.operatorId ?? null);
  const input = useMemo(() => ({}), []);
  const { value, fault: unread } = useAnswer('rules.state', input, operatorId);
  const [fault, setFault] = useState<Fault | null>(null);
  const confirm = async (version: number): Promise<void> => {
    const answer = await client.ask('rules.acknowledge', { version });
    if (answer.ok) rules.answer(true);
    else setFault(answer.error);
  };
  const shown = fault ?? unread;
  return (
    <Modal
      open
      width={640}
      title={text('rules.dialog')}
      onCancel={() => rules.answer(value !== null && value.acknowledgedAt !== null)}
      footer={<Answer name={name} state={value} onConfirm={(version) => void confirm(version)} />}
    >
      <div className="rules-dialog" data-rules-dialog>
        <p>{text('rules.before')}</p>
        <RuleList />
        <Reading name={name} state={value} />
        {shown !== null && <FaultNotice fault={shown} />}
      </div>
    </Modal>
  );
}

interface ReadingProps {
  readonly name: string | null;
  readonly state: ProcedureOutput<'rules.state'> | null;
}

/** Who has read which version, and when. */
function Reading({ name, state }: ReadingProps): ReactNode {
  const { text, language } = useTexts();
  if (state === null) return null;
  const { version, acknowledgedAt } = state;
  if (name === null) return <p className="text-second">{text('rules.nobody')}</p>;
  return (
    <p className="text-second">
      {acknowledgedAt === null
        ? text('rules.unread-by', { name, version })
        : text('rules.read-by', { name, version, at: fullTimeText(language, acknowledgedAt) })}
    </p>
  );
}

function Answer({
  name,
  state,
  onConfirm,
}: ReadingProps & { readonly onConfirm: (version: number) => void }): ReactNode {
  const { text } = useTexts();
  const { gate, rules } = useConsole();
  if (name === null) {
    return (
      <Button type="primary" onClick={() => void gate.ask()}>
        {text('rules.choose')}
      </Button>
    );
  }
  if (state === null || state.acknowledgedAt !== null) {
    return <Button onClick={() => rules.answer(state !== null)}>{text('act.close')}</Button>;
  }
  return (
    <>
      <Button onClick={() => rules.answer(false)}>{text('act.cancel')}</Button>
      <Button type="primary" data-act="confirm-rules" onClick={() => onConfirm(state.version)}>
        {text('rules.confirm', { name })}
      </Button>
    </>
  );
}
