import { Select } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';

const mostGroups = 500;

interface GroupChoiceProps {
  readonly phoneId: string | null;
  readonly groupId: string | null;
  readonly onChange: (groupId: string | null) => void;
}

/** One of the groups that the account's phone lists. */
export function GroupChoice({ phoneId, groupId, onChange }: GroupChoiceProps): ReactNode {
  const { text } = useTexts();
  const input = useMemo(() => {
    const filter = { text: '', role: null, phoneId, setId: null, isQuestioned: false, order: 'name' } as const;
    return { filter, after: 0, limit: mostGroups };
  }, [phoneId]);
  const { value } = useAnswer('groups.page', input);
  return (
    <Select<string | null>
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={text('growth.in-group')}
      placeholder={text('growth.no-group')}
      value={groupId}
      options={value?.rows.map((group) => ({ value: group.groupId, label: group.name })) ?? []}
      onChange={(chosen: string | null | undefined) => onChange(chosen ?? null)}
    />
  );
}
