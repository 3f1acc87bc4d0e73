import type { GroupRow } from '@contract/group-book.ts';
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { VirtualLines } from '../virtual-lines.tsx';
import { withName } from './rule-drafts.ts';

const nameMaxLength = 200;

interface HandNamesProps {
  readonly groups: readonly GroupRow[];
  readonly names: Readonly<Record<string, string>>;
  readonly onChange: (names: Record<string, string>) => void;
}

/** New names typed group by group, or corrected after a table was read; a group without one stays as it is. */
export function HandNames({ groups, names, onChange }: HandNamesProps): ReactNode {
  const { text } = useTexts();
  return (
    <VirtualLines
      rows={groups}
      rowHeight={40}
      className="hand-lines"
      label={text('rename.hand')}
      keyOf={({ groupId }) => groupId}
      head={
        <>
          <span role="columnheader">{text('groups.before')}</span>
          <span role="columnheader">{text('groups.after')}</span>
        </>
      }
      line={({ groupId, name }) => ({
        marks: { 'data-hand-name': groupId },
        cells: (
          <>
            <span role="cell" title={name}>
              {name}
            </span>
            <span role="cell">
              <Input
                size="small"
                value={names[groupId] ?? ''}
                maxLength={nameMaxLength}
                placeholder={text('rename.hand-same')}
                aria-label={text('rename.hand-of', { name })}
                onChange={(event) => onChange(withName(names, groupId, event.target.value))}
              />
            </span>
          </>
        ),
      })}
    />
  );
}
