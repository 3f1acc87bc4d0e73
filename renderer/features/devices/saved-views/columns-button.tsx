import { TableOutlined } from '@ant-design/icons';
import { hideableColumns } from '@contract/views.ts';
import { Badge, Button, Checkbox, Popover } from 'antd';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';

/** Which columns the table shows; number, label and state always stay. */
export function ColumnsButton(): ReactNode {
  const { text } = useTexts();
  const { listing } = useConsole();
  const hidden = useStore(listing, (state) => state.hiddenColumns);
  const shown = hideableColumns.filter((column) => !hidden.includes(column));
  const choices = (
    <Checkbox.Group
      className="column-choices"
      value={shown}
      options={hideableColumns.map((value) => ({
        value,
        label: text(value === 'lastSeen' ? 'column.last-seen' : `column.${value}`),
      }))}
      onChange={(values) =>
        listing.setState({ hiddenColumns: hideableColumns.filter((column) => !values.includes(column)) })
      }
    />
  );
  return (
    <Popover trigger="click" placement="bottomRight" title={text('columns.title')} content={choices}>
      <Badge count={hidden.length} size="small">
        <Button icon={<TableOutlined aria-hidden />} title={text('columns.title')} aria-label={text('columns.title')} />
      </Badge>
    </Popover>
  );
}
