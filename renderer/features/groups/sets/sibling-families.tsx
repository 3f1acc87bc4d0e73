import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import type { GroupsById, SetDraft } from './set-draft.ts';

const seeds = { groupIds: [] };
const shownNames = 4;

interface SiblingFamiliesProps {
  readonly version: string;
  readonly byId: GroupsById;
  readonly onTake: (draft: SetDraft) => void;
}

/** Groups that look like siblings by their names and are in no set together yet; one click begins a set of them. */
export function SiblingFamilies({ version, byId, onTake }: SiblingFamiliesProps): ReactNode {
  const { text } = useTexts();
  const { value } = useAnswer('groups.suggestSiblings', seeds, version);
  const families = value?.families ?? [];
  return (
    <section className="set-editor">
      <h3>{text('sets.suggested')}</h3>
      <p className="text-second">{text('sets.suggested-text')}</p>
      {value !== null && families.length === 0 && <p className="empty-line">{text('sets.suggested-none')}</p>}
      <ul className="family-list">
        {families.map(({ pattern, groupIds }) => {
          const names = groupIds.slice(0, shownNames).map((groupId) => byId.get(groupId)?.name ?? '');
          const more = groupIds.length - names.length;
          return (
            <li key={pattern} data-family={pattern}>
              <div>
                <strong>{pattern}</strong>{' '}
                <span className="tabular text-second">{text('groups.count', { count: groupIds.length })}</span>
                <div className="text-second family-names">
                  {names.join(text('groups.separator'))}
                  {more > 0 && text('sets.and-more', { count: more })}
                </div>
              </div>
              <Button
                data-act="take-family"
                onClick={() => onTake({ setId: null, name: pattern.replace('…', ''), groupIds })}
              >
                {text('sets.take-family')}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
