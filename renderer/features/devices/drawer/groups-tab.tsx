import { ReloadOutlined } from '@ant-design/icons';
import type { GroupReading } from '@contract/groups.ts';
import type { Fault } from '@contract/outcome.ts';
import type { Phone } from '@contract/phones.ts';
import { Button, Skeleton } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { isPutAway } from '../../../stores/acts.ts';
import { useConsole } from '../../../stores/use-console.ts';
import { Age } from '../../../ui/age.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { MetaLine } from '../../../ui/meta-line.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';

/** The groups that the phone's messenger showed when it was last read; reading anew walks the messenger. */
export function GroupsTab({ phone }: { readonly phone: Phone }): ReactNode {
  const { text } = useTexts();
  const { phoneId, groupsReadAt } = phone;
  const input = useMemo(() => ({ phoneId }), [phoneId]);
  const stored = useAnswer('groups.list', input, groupsReadAt);
  const { isReading, fault, read } = useGroupReading(phoneId, stored.askAgain);
  return (
    <section className="section">
      <div className="section-head">
        <Button
          type="primary"
          icon={<ReloadOutlined aria-hidden />}
          loading={isReading}
          disabled={phone.state !== 'ready' && !isReading}
          onClick={() => void read()}
        >
          {text(isReading ? 'groups.reading' : 'groups.read')}
        </Button>
        <span className="text-second">{text(phone.state === 'ready' ? 'groups.read-hint' : 'groups.not-ready')}</span>
      </div>
      {fault !== null && <FaultNotice fault={fault} />}
      {stored.fault !== null && <FaultNotice fault={stored.fault} />}
      {stored.value === null && stored.isAsking && <Skeleton active paragraph={{ rows: 6 }} title={false} />}
      {stored.value !== null && <Reading reading={stored.value} />}
    </section>
  );
}

function useGroupReading(phoneId: string, onRead: () => void) {
  const { acts } = useConsole();
  const [isReading, setIsReading] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const read = async (): Promise<void> => {
    setIsReading(true);
    setFault(null);
    const answer = await acts.run('groups.read', { phoneId });
    setIsReading(false);
    if (answer.ok) onRead();
    else if (!isPutAway(answer.error)) setFault(answer.error);
  };
  return { isReading, fault, read };
}

function Reading({ reading }: { readonly reading: GroupReading }): ReactNode {
  const { text } = useTexts();
  const { readAt, groups, isComplete, listedCount } = reading;
  if (readAt === null) return <p className="empty-line">{text('groups.never-read')}</p>;
  return (
    <>
      <div className="groups-line">
        <strong>{text('groups.count', { count: groups.length })}</strong>
        <Badge
          tone={isComplete ? 'good' : 'warn'}
          title={text(isComplete ? 'groups.complete-why' : 'groups.partial-why')}
        >
          {text(isComplete ? 'groups.complete' : 'groups.partial')}
        </Badge>
        <MetaLine>
          <span>
            {text('groups.read-at')} <Moment at={readAt} isTrueTime />
          </span>
          <Age at={readAt} isTrueTime />
          {listedCount !== null && !isComplete && <span>{text('groups.listed', { count: listedCount })}</span>}
        </MetaLine>
      </div>
      {groups.length === 0 && <p className="empty-line">{text('groups.none')}</p>}
      <ol className="group-list">
        {groups.map((group) => (
          <li key={group.groupViewId}>
            <span>{group.name}</span>
            <span className="text-second">
              <Age at={group.lastSeenAt} isTrueTime />
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
