import type { GroupRow } from '@contract/group-book.ts';
import { Input } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { Age } from '../../ui/age.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';

const memberPage = 500;

/** Who is in a group, as its newest roster has it; of a roster that is only a part, why and what to do. */
export function GroupMembers({ group }: { readonly group: GroupRow }): ReactNode {
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
        <div className="member-part">
          {roster.isComplete ? (
            <p className="text-second">
              {text('groups.members-complete', { cells: roster.cellCount })} <Age at={roster.readAt} isTrueTime />
            </p>
          ) : (
            <Notice
              tone="warn"
              title={
                <>
                  {text(`groups.members-partial.${roster.why ?? 'count-differs'}`, {
                    cells: roster.cellCount,
                    stated: roster.statedCount ?? 0,
                  })}{' '}
                  <Age at={roster.readAt} isTrueTime />
                </>
              }
            >
              {text(`groups.partial-cure.${roster.why ?? 'count-differs'}`)}
            </Notice>
          )}
          <Input
            allowClear
            value={search}
            placeholder={text('groups.members-search')}
            aria-label={text('groups.members-search')}
            onChange={(event) => setSearch(event.target.value)}
          />
          {value?.cells.length === 0 && <p className="text-second">{text('groups.members-not-found')}</p>}
          <ol className="member-list">
            {value?.cells.map(({ position, name }) => (
              <li key={position} value={position + 1}>
                {name}
              </li>
            ))}
          </ol>
        </div>
      )}
    </section>
  );
}
