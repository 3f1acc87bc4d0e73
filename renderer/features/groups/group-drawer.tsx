import type { GroupDetail } from '@contract/group-book.ts';
import { Button, Drawer, Input, Skeleton } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { Age } from '../../ui/age.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { Moment } from '../../ui/moment.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { phoneName } from '../devices/phone-names.ts';
import { GroupFields } from './group-fields.tsx';
import { useGroupVersion } from './use-group-list.ts';

/** One group: who sees it, what it was called, who is in it, and what nobody can say but the operator. */
export function GroupDrawer({
  groupId,
  onClose,
}: {
  readonly groupId: string;
  readonly onClose: () => void;
}): ReactNode {
  const input = useMemo(() => ({ groupId }), [groupId]);
  const { value, fault, isAsking, askAgain } = useAnswer('groups.get', input, useGroupVersion());
  return (
    <Drawer open size={560} title={value?.group.name ?? ''} onClose={onClose} data-group-drawer={groupId}>
      {fault !== null && <FaultNotice fault={fault} />}
      {value === null && isAsking && <Skeleton active paragraph={{ rows: 8 }} title={false} />}
      {value !== null && (
        <div className="drawer-parts">
          <Questions detail={value} onDecided={askAgain} />
          <GroupFields key={groupId} group={value.group} onSaved={askAgain} />
          <Views detail={value} />
          <Names detail={value} />
          <Members detail={value} />
        </div>
      )}
    </Drawer>
  );
}

function Questions({ detail, onDecided }: { readonly detail: GroupDetail; readonly onDecided: () => void }): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  if (detail.questions.length === 0) return null;
  const decide = async (leftViewId: number, rightViewId: number, isSame: boolean): Promise<void> => {
    if (await acts.perform('groups.decideJoin', { leftViewId, rightViewId, isSame })) onDecided();
  };
  return (
    <section>
      <h3>{text('groups.is-same')}</h3>
      <p className="text-second">{text('groups.is-same-text')}</p>
      {detail.questions.map(({ left, right, reason }) => (
        <div key={`${left.groupViewId} ${right.groupViewId}`} className="join-question">
          <ViewName phoneId={left.phoneId} memberCount={left.memberCount} />
          <ViewName phoneId={right.phoneId} memberCount={right.memberCount} />
          <span className="text-second">
            {text('groups.join-reason', { reason: text(`groups.reason.${reasonKey(reason)}`) })}
          </span>
          <Button size="small" onClick={() => void decide(left.groupViewId, right.groupViewId, true)}>
            {text('groups.same')}
          </Button>
          <Button size="small" onClick={() => void decide(left.groupViewId, right.groupViewId, false)}>
            {text('groups.not-same')}
          </Button>
        </div>
      ))}
    </section>
  );
}

const reasons = ['name-only', 'count-equal', 'count-differs', 'does-not-see-the-other', 'sees-the-other'] as const;

function reasonKey(reason: string): (typeof reasons)[number] {
  return reasons.find((each) => each === reason) ?? 'name-only';
}

function ViewName({
  phoneId,
  memberCount,
}: {
  readonly phoneId: string;
  readonly memberCount: number | null;
}): ReactNode {
  const texts = useTexts();
  const phone = useLive(({ phones }) => phones.get(phoneId) ?? null);
  const name = phone === null ? texts.text('phone.removed') : phoneName(phone, texts);
  const count =
    memberCount === null ? texts.text('groups.unread') : texts.text('groups.people', { count: memberCount });
  return <span>{`${name} · ${count}`}</span>;
}

function Views({ detail }: { readonly detail: GroupDetail }): ReactNode {
  const { text } = useTexts();
  return (
    <section>
      <h3>{text('groups.views', { count: detail.views.length })}</h3>
      <table className="data-table">
        <tbody>
          {detail.views.map((view) => (
            <tr key={view.groupViewId}>
              <td>
                <ViewName phoneId={view.phoneId} memberCount={view.memberCount} />
              </td>
              <td>{view.role === null ? text('groups.unread') : text(`groups.role.${view.role}`)}</td>
              <td>{view.infoReadAt === null ? text('groups.unread') : <Age at={view.infoReadAt} />}</td>
              <td>{view.isListed ? '' : text('groups.gone')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Names({ detail }: { readonly detail: GroupDetail }): ReactNode {
  const { text } = useTexts();
  return (
    <section>
      <h3>{text('groups.names')}</h3>
      <ul className="plain-list">
        {detail.names.toReversed().map(({ name, seenAt, source }) => (
          <li key={`${seenAt} ${name}`}>
            {name} <span className="text-second">{text(`groups.name-source.${source}`)}</span> <Moment at={seenAt} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const memberPage = 500;

function Members({ detail: { group } }: { readonly detail: GroupDetail }): ReactNode {
  const { text } = useTexts();
  const [search, setSearch] = useState('');
  const input = useMemo(
    () => ({ groupId: group.groupId, text: search.trim(), afterPosition: -1, limit: memberPage }),
    [group.groupId, search],
  );
  const { value, fault } = useAnswer('groups.members', input, group.roster?.readAt ?? 0);
  const roster = value?.roster ?? null;
  return (
    <section>
      <h3>{text('groups.members')}</h3>
      {fault !== null && <FaultNotice fault={fault} />}
      {roster === null && <p className="text-second">{text('groups.members-none')}</p>}
      {roster !== null && (
        <>
          <p className="text-second">
            {text(
              roster.isComplete ? 'groups.members-complete' : `groups.members-partial.${roster.why ?? 'count-differs'}`,
              {
                cells: roster.cellCount,
                stated: roster.statedCount ?? 0,
              },
            )}{' '}
            <Age at={roster.readAt} />
          </p>
          <Input
            allowClear
            value={search}
            placeholder={text('groups.members-search')}
            aria-label={text('groups.members-search')}
            onChange={(event) => setSearch(event.target.value)}
          />
          <ol className="member-list">
            {value?.cells.map(({ position, name }) => (
              <li key={position} value={position + 1}>
                {name}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
