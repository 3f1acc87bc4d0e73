import type { GroupDetail } from '@contract/group-book.ts';
import { Button, Drawer, Skeleton } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Age } from '../../ui/age.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { GroupFields } from './group-fields.tsx';
import { GroupHistory } from './group-history.tsx';
import { GroupMembers } from './group-members.tsx';
import { PhoneName } from './phone-name.tsx';
import { useGroupVersion } from './use-group-list.ts';

interface GroupDrawerProps {
  readonly groupId: string;
  readonly onClose: () => void;
  readonly onQuestions: () => void;
}

/** One group: who sees it, what it was called and by whom, who is in it, and what nobody can say but the operator. */
export function GroupDrawer({ groupId, onClose, onQuestions }: GroupDrawerProps): ReactNode {
  const input = useMemo(() => ({ groupId }), [groupId]);
  const { value, fault, isAsking, askAgain } = useAnswer('groups.get', input, useGroupVersion());
  return (
    <Drawer open size={640} title={value?.group.name ?? ''} onClose={onClose} data-group-drawer={groupId}>
      {fault !== null && <FaultNotice fault={fault} />}
      {value === null && isAsking && <Skeleton active paragraph={{ rows: 8 }} title={false} />}
      {value !== null && (
        <div className="drawer-parts">
          <Asked detail={value} onQuestions={onQuestions} />
          <GroupFields key={groupId} group={value.group} onSaved={askAgain} />
          <Views detail={value} />
          <GroupHistory detail={value} />
          <GroupMembers group={value.group} />
        </div>
      )}
    </Drawer>
  );
}

function Asked({ detail, onQuestions }: { readonly detail: GroupDetail; readonly onQuestions: () => void }): ReactNode {
  const { text } = useTexts();
  if (detail.questions.length === 0) return null;
  return (
    <Notice
      tone="warn"
      title={text('groups.is-same')}
      actions={<Button onClick={onQuestions}>{text('groups.questions-answer')}</Button>}
    >
      {text('groups.questions-text')}
    </Notice>
  );
}

function Views({ detail }: { readonly detail: GroupDetail }): ReactNode {
  const { text } = useTexts();
  return (
    <section>
      <h3>{text('groups.views', { count: detail.views.length })}</h3>
      <table className="data-table">
        <thead>
          <tr>
            {(['phones', 'members', 'role', 'read'] as const).map((column) => (
              <th key={column}>{text(`groups.column.${column}`)}</th>
            ))}
            <th>{text('groups.column.seen')}</th>
          </tr>
        </thead>
        <tbody>
          {detail.views.map((view) => (
            <tr key={view.groupViewId}>
              <td>
                <PhoneName phoneId={view.phoneId} />
              </td>
              <td className="tabular">{view.memberCount ?? text('groups.unread')}</td>
              <td>{view.role === null ? text('groups.unread') : text(`groups.role.${view.role}`)}</td>
              <td>{view.infoReadAt === null ? text('groups.unread') : <Age at={view.infoReadAt} isTrueTime />}</td>
              <td>{view.isListed ? <Age at={view.lastSeenAt} isTrueTime /> : text('groups.gone')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
