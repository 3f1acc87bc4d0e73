import type { FoundMember } from '@contract/group-book.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { Age } from '../../../ui/age.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { PhoneName } from '../phone-name.tsx';
import { RosterMark } from '../roster-mark.tsx';

const columns = ['name', 'group', 'via', 'roster', 'read'] as const;

interface FoundMembersTableProps {
  readonly found: readonly FoundMember[];
  readonly onOpen: (groupId: string) => void;
}

/** Where the name stands: as the group shows it, through which account that is known, how completely, and since when. */
export function FoundMembersTable({ found, onOpen }: FoundMembersTableProps): ReactNode {
  const { text } = useTexts();
  return (
    <table className="data-table found-members">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column}>{text(`find-members.column.${column}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {found.map((member) => (
          <FoundMemberLine key={`${member.groupId} ${member.position}`} member={member} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  );
}

interface FoundMemberLineProps {
  readonly member: FoundMember;
  readonly onOpen: (groupId: string) => void;
}

function FoundMemberLine({ member, onOpen }: FoundMemberLineProps): ReactNode {
  const { text } = useTexts();
  const { groupId, groupName, name, accountName, phoneId, isListed, roster } = member;
  return (
    <tr data-found-member={name} data-found-group={groupId}>
      <td>{name}</td>
      <td>
        <button type="button" className="link-button" onClick={() => onOpen(groupId)}>
          {groupName}
        </button>
        {!isListed && (
          <>
            {' '}
            <Badge tone="quiet">{text('groups.gone')}</Badge>
          </>
        )}
      </td>
      <td>
        {accountName ?? <span className="text-second">{text('find-members.account-unread')}</span>}
        <div className="text-second">
          <PhoneName phoneId={phoneId} />
        </div>
      </td>
      <td>
        <RosterMark roster={roster} />
      </td>
      <td>
        <Age at={roster.readAt} isTrueTime />
      </td>
    </tr>
  );
}
