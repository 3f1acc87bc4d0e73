import type { RenamePreviewRow, ViaChoice } from '@contract/group-rename.ts';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { clockText } from '../../../format/times.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useLive } from '../../../stores/use-console.ts';
import { Badge } from '../../../ui/badge.tsx';
import { phoneName } from '../../devices/phone-names.ts';

interface ViaCellProps {
  readonly row: RenamePreviewRow;
  readonly onPick: (groupViewId: number) => void;
}

/** Through which account a group is renamed and why that one; another one can be picked where several see the group. */
export function ViaCell({ row: { via, choices, before }, onPick }: ViaCellProps): ReactNode {
  const { text } = useTexts();
  const nameOf = useChoiceNames();
  const chosen = choices.find(({ groupViewId }) => groupViewId === via?.groupViewId);
  if (via === null || chosen === undefined) return <span className="text-second">{text('rename.via-none')}</span>;
  const why = text(`rename.via.${via.reason}`);
  return (
    <span className="via-cell" title={why}>
      {choices.length === 1 ? (
        <span className="via-name">{nameOf(chosen)}</span>
      ) : (
        <Select<number>
          size="small"
          variant="filled"
          className="via-choice"
          popupMatchSelectWidth={false}
          aria-label={text('rename.via-of', { name: before })}
          value={chosen.groupViewId}
          options={choices.map((choice) => ({ value: choice.groupViewId, label: nameOf(choice) }))}
          onChange={onPick}
        />
      )}
      <StandingBadge choice={chosen} />
    </span>
  );
}

/** An account by its phone and what it is in the group. */
function useChoiceNames(): (choice: ViaChoice) => string {
  const texts = useTexts();
  const { text } = texts;
  const phones = useLive((state) => state.phones);
  return ({ phoneId, accountName, role }) => {
    const phone = phones.get(phoneId);
    const place = phone === undefined ? text('phone.removed') : phoneName(phone, texts);
    const own = role === null ? text('rename.role-unread') : text(`groups.role.${role}`);
    return [place, accountName, own].filter((part) => part !== null).join(' · ');
  };
}

/** Nothing for an account that could act at once. */
function StandingBadge({ choice: { standing, restsUntilAt } }: { readonly choice: ViaChoice }): ReactNode {
  const { text, language } = useTexts();
  if (standing === 'ready') return null;
  const until = restsUntilAt === null ? '' : ` ${clockText(language, restsUntilAt)}`;
  return (
    <Badge tone="warn" title={text(`rename.standing.${standing}.cure`)}>
      {text(`rename.standing.${standing}`)}
      {until}
    </Badge>
  );
}
