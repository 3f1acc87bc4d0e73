import type { MemberChange, MemberKept } from '@contract/member-data.ts';
import type { ProcedureOutput } from '@contract/procedures.ts';
import { Button, Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';

export type Found = ProcedureOutput<'memberData.find'> & { readonly name: string };

interface FoundPersonProps {
  readonly found: Found;
  readonly isErasing: boolean;
  readonly onErase: () => void;
}

/** Where the name stands, what would change and what would stay, and the yes to exactly that; going through all files takes a moment. */
export function FoundPerson({ found, isErasing, onErase }: FoundPersonProps): ReactNode {
  const { text } = useTexts();
  const [isMeant, setMeant] = useState(false);
  const { rosterCount, cellCount, pictureCount, reach, changes, kept } = found;
  const isUnlisted = reach === 'unlisted';
  const canErase = cellCount > 0 || (isUnlisted && changes.length > 0);
  return (
    <div className="found-person" data-reach={reach}>
      <p className="tabular" aria-live="polite">
        {isErasing
          ? text('member-data.erasing')
          : text('member-data.found', { rosters: rosterCount, cells: cellCount })}
        {!isErasing && canErase && pictureCount > 0 && ` · ${text('member-data.pictures', { count: pictureCount })}`}
      </p>
      {reach !== 'everywhere' && <p className="tone-warn">{text(`member-data.reach.${reach}`)}</p>}
      {changes.length > 0 && <Changes changes={changes} />}
      {kept.length > 0 && <Kept kept={kept} />}
      {isUnlisted && changes.length > 0 && (
        <Checkbox checked={isMeant} data-act="unlisted-meant" onChange={({ target }) => setMeant(target.checked)}>
          {text('member-data.unlisted-meant')}
        </Checkbox>
      )}
      {canErase && (
        <Button danger loading={isErasing} disabled={isUnlisted && !isMeant} data-act="erase" onClick={onErase}>
          {text('member-data.erase-yes')}
        </Button>
      )}
    </div>
  );
}

function Changes({ changes }: { readonly changes: readonly MemberChange[] }): ReactNode {
  const { text } = useTexts();
  return (
    <table className="data-table" data-member-changes>
      <caption className="text-second">{text('member-data.changes')}</caption>
      <tbody>
        {changes.map(({ place, count, samples }) => (
          <tr key={place} data-member-change={place}>
            <td>{text(`member-data.place.${place}`)}</td>
            <td className="tabular">{text('member-data.change-count', { count })}</td>
            <td>
              {samples.map(({ before, after }) => (
                <div key={before}>
                  <span className="text-second">{before}</span> → {after ?? text('member-data.whole-goes')}
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Kept({ kept }: { readonly kept: readonly MemberKept[] }): ReactNode {
  const { text } = useTexts();
  return (
    <table className="data-table" data-member-stays>
      <caption className="text-second">{text('member-data.stays')}</caption>
      <tbody>
        {kept.map(({ place, keptCount }) => (
          <tr key={place} data-member-kept={place}>
            <td>{text(`member-data.place.${place}`)}</td>
            <td className="tabular">{text('member-data.left', { count: keptCount })}</td>
            <td className="text-second">{text(`member-data.kept-why.${place}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
