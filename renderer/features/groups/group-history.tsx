import type { GroupDetail, PastName } from '@contract/group-book.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import { MetaLine } from '../../ui/meta-line.tsx';
import { Moment } from '../../ui/moment.tsx';
import { PhoneName } from './phone-name.tsx';

/** What a group was called, since when, by whose yes and by what that was proven; and what our accounts were in it. */
export function GroupHistory({ detail: { names, roles } }: { readonly detail: GroupDetail }): ReactNode {
  const { text } = useTexts();
  return (
    <>
      <section>
        <h3>{text('groups.names')}</h3>
        <ol className="history-list">
          {names.toReversed().map((name) => (
            <li key={`${name.seenAt} ${name.name}`}>
              <strong>{name.name}</strong>
              <NameOrigin past={name} />
            </li>
          ))}
        </ol>
      </section>
      {roles.length > 0 && (
        <section>
          <h3>{text('groups.roles')}</h3>
          <ol className="history-list">
            {roles.toReversed().map(({ accountId, phoneId, role, seenAt }) => (
              <li key={`${accountId} ${seenAt}`}>
                <strong>{role === null ? text('groups.unread') : text(`groups.role.${role}`)}</strong>
                <MetaLine>
                  <PhoneName phoneId={phoneId} />
                  <Moment at={seenAt} isTrueTime />
                </MetaLine>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function NameOrigin({ past: { seenAt, source, by, verifiedBy, jobId } }: { readonly past: PastName }): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  const openJob = (): void => ui.setState({ page: 'jobs', openJobId: jobId, openItemId: null });
  return (
    <MetaLine>
      <span>
        <Moment at={seenAt} isTrueTime />
      </span>
      <span>{by === null ? text(`groups.name-source.${source}`) : text('groups.renamed-by', { name: by })}</span>
      {verifiedBy !== null && <span>{text(`job.verified.${verifiedBy}`)}</span>}
      {jobId !== null && (
        <button type="button" className="link-button" onClick={openJob}>
          {text('groups.of-job', { jobId })}
        </button>
      )}
    </MetaLine>
  );
}
