import { Button, Drawer, Input, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { FaultNotice } from '../../../ui/fault-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { FoundMembersTable } from './found-members-table.tsx';
import { useMemberSearch, type FoundMembers, type MemberSearch } from './use-member-search.ts';

interface MemberSearchDrawerProps {
  readonly onOpen: (groupId: string) => void;
  readonly onClose: () => void;
}

/** In which groups somebody is, by a part of a name. What is typed stays here and is gone with the drawer. */
export function MemberSearchDrawer({ onOpen, onClose }: MemberSearchDrawerProps): ReactNode {
  const { text } = useTexts();
  const [typed, setTyped] = useState('');
  const search = useMemberSearch(typed);
  return (
    <Drawer open size={860} title={text('find-members.title')} onClose={onClose} data-find-members={search.state}>
      <p className="text-second">{text('find-members.text')}</p>
      <div className="find-members">
        <Input
          autoFocus
          allowClear
          maxLength={60}
          value={typed}
          placeholder={text('find-members.input')}
          aria-label={text('find-members.input')}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Progress search={search} />
        {search.state !== 'resting' && search.answer !== null && (
          <Answer answer={search.answer} isOld={search.state !== 'answered'} onOpen={onOpen} />
        )}
      </div>
    </Drawer>
  );
}

/** How far the search is, where it is not over and well. */
function Progress({ search: { state, answer, fault, stop, again } }: { readonly search: MemberSearch }): ReactNode {
  const { text } = useTexts();
  const more = (
    <Button data-act="search-again" onClick={again}>
      {text('find-members.again')}
    </Button>
  );
  if (state === 'failed' && fault !== null) return <FaultNotice fault={fault} actions={more} />;
  if (state === 'stopped') return <Notice tone="info" title={text('find-members.stopped')} actions={more} />;
  if (state !== 'asking') return null;
  return (
    <>
      <div className="find-members-asking" role="status">
        <span className="text-second">{text('find-members.asking')}</span>
        <Button size="small" data-act="stop-search" onClick={stop}>
          {text('find-members.stop')}
        </Button>
      </div>
      {answer === null && <Skeleton active paragraph={{ rows: 6 }} title={false} />}
    </>
  );
}

interface AnswerProps {
  readonly answer: FoundMembers;
  /** It is of another text, or of the time before. */
  readonly isOld: boolean;
  readonly onOpen: (groupId: string) => void;
}

function Answer({ answer, isOld, onOpen }: AnswerProps): ReactNode {
  const { text } = useTexts();
  const { found, totalCount, groupCount, searchedCount } = answer;
  if (totalCount === 0) return isOld ? null : <Nothing name={answer.text} searchedCount={searchedCount} />;
  const counts = { shown: found.length, total: totalCount, count: groupCount };
  return (
    <div className={isOld ? 'is-old' : ''}>
      <p className="tabular" aria-live="polite" data-found={totalCount}>
        {text(found.length < totalCount ? 'find-members.shown' : 'find-members.found', counts)}
      </p>
      <FoundMembersTable found={found} onOpen={onOpen} />
    </div>
  );
}

function Nothing({ name, searchedCount }: { readonly name: string; readonly searchedCount: number }): ReactNode {
  const { text } = useTexts();
  const isUnread = searchedCount === 0;
  return (
    <section className="section-card jobs-none" data-found={0}>
      <h2>
        {isUnread ? text('find-members.no-rosters') : text('find-members.nothing', { name, count: searchedCount })}
      </h2>
      <p className="text-second">{text(isUnread ? 'find-members.no-rosters-text' : 'find-members.nothing-text')}</p>
    </section>
  );
}
