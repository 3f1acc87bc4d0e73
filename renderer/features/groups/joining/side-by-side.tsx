import type { JoinQuestion, JoinSide } from '@contract/group-book.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { Age } from '../../../ui/age.tsx';
import { PhoneName } from '../phone-name.tsx';

/** Both sides of a question, fact by fact, with what speaks for and against them being one. */
export function SideBySide({ question }: { readonly question: JoinQuestion }): ReactNode {
  const { text } = useTexts();
  const { left, right, reason, sharedMembers } = question;
  return (
    <>
      <p className="join-reason">{text(`join.reason.${reason}`)}</p>
      <table className="data-table join-table" data-join-question={`${left.groupViewId} ${right.groupViewId}`}>
        <thead>
          <tr>
            <th>{text('join.fact.side')}</th>
            <th>
              <PhoneName phoneId={left.phoneId} />
            </th>
            <th>
              <PhoneName phoneId={right.phoneId} />
            </th>
          </tr>
        </thead>
        <tbody>
          {facts.map(([name, valueOf]) => (
            <Fact key={name} name={text(`join.fact.${name}`)} left={valueOf(left)} right={valueOf(right)} />
          ))}
          <tr>
            <th scope="row">{text('join.fact.read')}</th>
            <ReadCell side={left} />
            <ReadCell side={right} />
          </tr>
          <tr>
            <th scope="row">{text('join.fact.seen')}</th>
            <SeenCell side={left} />
            <SeenCell side={right} />
          </tr>
          <tr>
            <th scope="row">{text('join.fact.shared')}</th>
            <td colSpan={2}>
              {sharedMembers === null
                ? text('join.shared-unknown')
                : text('join.shared', { shared: sharedMembers.sharedCount, of: sharedMembers.ofCount })}
            </td>
          </tr>
        </tbody>
      </table>
    </>
  );
}

/** A fact that both sides should agree on; null where it was not read. */
type FactValue = string | number | null;

const facts = [
  ['name', ({ name }) => name],
  ['account', ({ accountName }) => accountName],
  ['members', ({ memberCount }) => memberCount],
  ['role', ({ role }) => role],
] as const satisfies readonly (readonly [string, (side: JoinSide) => FactValue])[];

interface FactProps {
  readonly name: string;
  readonly left: FactValue;
  readonly right: FactValue;
}

function Fact({ name, left, right }: FactProps): ReactNode {
  const { text, lookUp } = useTexts();
  const show = (value: FactValue): string =>
    value === null ? text('groups.unread') : (lookUp(`groups.role.${value}`) ?? String(value));
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{show(left)}</td>
      <td>{show(right)}</td>
    </tr>
  );
}

function ReadCell({ side: { infoReadAt } }: { readonly side: JoinSide }): ReactNode {
  const { text } = useTexts();
  return <td>{infoReadAt === null ? text('groups.unread') : <Age at={infoReadAt} isTrueTime />}</td>;
}

/** Which own accounts are among the members, and how far its members' page was read. */
function SeenCell({ side: { ownAccountsSeen, roster } }: { readonly side: JoinSide }): ReactNode {
  const { text } = useTexts();
  const own =
    ownAccountsSeen === null
      ? text('join.own-unknown')
      : ownAccountsSeen.length === 0
        ? text('join.own-none')
        : text('join.own', { names: ownAccountsSeen.join(text('groups.separator')) });
  return (
    <td>
      {own}
      {roster !== null && !roster.isComplete && (
        <span className="text-second"> {text(`groups.partial-why.${roster.why ?? 'count-differs'}`)}</span>
      )}
    </td>
  );
}
