import type { Account } from '@contract/accounts.ts';
import type { ProcedureInput } from '@contract/procedures.ts';
import { Form, Input, Modal, Select } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import { useFormAct } from '../../../ui/use-form-act.ts';
import { phoneName } from '../../devices/phone-names.ts';
import { accountChoices, declarationOf, placeEffects, type PlaceDraft } from './place-draft.ts';

interface PlaceDialogProps {
  /** Null: none is chosen yet. */
  readonly account: Account | null;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const noInput = {};
const nicknameMaxLength = 60;
const idMaxLength = 40;

/** A person says which account is on a phone, where no page tells it or where what pages tell is in doubt. */
export function PlaceDialog({ account, onDone, onClose }: PlaceDialogProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const [draft, setDraft] = useState<PlaceDraft>({
    phoneId: account?.phoneId ?? null,
    choice: account?.accountId ?? 'new',
    nickname: '',
    messengerId: '',
  });
  const { isRunning, fault, submit } = useFormAct<ProcedureInput<'accounts.declare'>>(
    (declaration) => acts.run('accounts.declare', declaration),
    () => {
      onDone();
      onClose();
    },
  );
  const declaration = declarationOf(draft);
  return (
    <Modal
      open
      width={480}
      title={text('growth.place-change')}
      okText={text('growth.place-save')}
      cancelText={text('act.cancel')}
      okButtonProps={{ loading: isRunning, disabled: declaration === null }}
      onOk={() => declaration !== null && submit(declaration)}
      onCancel={onClose}
    >
      <p className="text-second">{text('growth.place-text')}</p>
      <PlaceForm draft={draft} onChange={setDraft} />
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}

interface PlaceFormProps {
  readonly draft: PlaceDraft;
  readonly onChange: (draft: PlaceDraft) => void;
}

function PlaceForm({ draft, onChange }: PlaceFormProps): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const phones = useLive((state) => state.phones);
  const { value } = useAnswer('accounts.list', noInput);
  const accounts = useMemo(() => value?.accounts ?? [], [value]);
  const nameOf = (phoneId: string): string => {
    const phone = phones.get(phoneId);
    return phone === undefined ? text('phone.removed') : phoneName(phone, texts);
  };
  const effects = placeEffects(draft, accounts, nameOf, texts);
  return (
    <Form layout="vertical" data-place-form>
      <Form.Item label={text('growth.place-phone')}>
        <Select<string>
          showSearch={{ optionFilterProp: 'label' }}
          data-field="phone"
          value={draft.phoneId}
          options={[...phones.keys()].map((phoneId) => ({ value: phoneId, label: nameOf(phoneId) }))}
          onChange={(phoneId) => onChange({ ...draft, phoneId })}
        />
      </Form.Item>
      <Form.Item label={text('growth.place-account')}>
        <Select<string>
          showSearch={{ optionFilterProp: 'label' }}
          data-field="account"
          value={draft.choice}
          options={accountChoices(accounts, nameOf, texts)}
          onChange={(choice) => onChange({ ...draft, choice })}
        />
      </Form.Item>
      {draft.choice !== 'none' && (
        <div className="growth-form-line">
          <Form.Item label={text('growth.place-nickname')}>
            <Input
              data-field="nickname"
              maxLength={nicknameMaxLength}
              value={draft.nickname}
              onChange={({ target }) => onChange({ ...draft, nickname: target.value })}
            />
          </Form.Item>
          <Form.Item label={text('growth.place-id')} extra={text('growth.place-id-hint')}>
            <Input
              data-field="messenger-id"
              autoComplete="off"
              maxLength={idMaxLength}
              value={draft.messengerId}
              onChange={({ target }) => onChange({ ...draft, messengerId: target.value })}
            />
          </Form.Item>
        </div>
      )}
      {effects.map((effect) => (
        <p key={effect} className="tone-warn">
          {effect}
        </p>
      ))}
    </Form>
  );
}
