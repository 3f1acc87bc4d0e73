import type { TextKey } from '../../i18n/texts.ts';
import type { SortKey } from './phone-order.ts';

/** A sortable heading; a column of two lines has one for each. */
export interface ColumnHeading {
  readonly textKey: TextKey;
  readonly sortKey: SortKey | null;
}

export interface PhoneColumn {
  readonly id: string;
  /** The narrowest that its texts fit in, in pixels. */
  readonly least: number;
  /** Its share of the room that is left; 0 for a column that never needs more. */
  readonly share: number;
  readonly headings: readonly ColumnHeading[];
}

type HeadingPair = readonly [TextKey, SortKey | null];

function column(id: string, [least, share]: readonly [number, number], ...pairs: readonly HeadingPair[]): PhoneColumn {
  return { id, least, share, headings: pairs.map(([textKey, sortKey]) => ({ textKey, sortKey })) };
}

/** The columns of the table, left to right; together they fit a window of 1280 pixels. */
export const phoneColumns: readonly PhoneColumn[] = [
  column('number', [52, 0], ['column.number', 'number']),
  column('label', [136, 3], ['column.label', 'label'], ['column.tags', null]),
  column('state', [168, 3], ['column.state', 'state'], ['column.reason', null]),
  column('model', [112, 2], ['column.model', 'model'], ['column.verdict', 'verdict']),
  column('system', [96, 2], ['column.system', 'system'], ['column.skin', null]),
  column('health', [84, 0], ['column.health', 'health'], ['column.unknown', null]),
  column('battery', [80, 0], ['column.battery', 'battery'], ['column.temperature', 'temperature']),
  column('storage', [80, 0], ['column.storage', 'storage']),
  column('network', [80, 0], ['column.network', 'network']),
  column('route', [116, 2], ['column.route', 'route'], ['column.host', null]),
  column('groups', [76, 0], ['column.groups', 'groups'], ['column.groups-age', null]),
  column('lastSeen', [76, 0], ['column.last-seen', 'lastSeen']),
];

const selectWidth = 32;

/** The columns without those that the operator hid. */
export function visibleColumns(hidden: readonly string[]): readonly PhoneColumn[] {
  return phoneColumns.filter(({ id }) => !hidden.includes(id));
}

/** The CSS grid tracks of a row; the first one holds the checkbox. */
export function gridTracks(columns: readonly PhoneColumn[]): string {
  const tracks = columns.map(({ least, share }) => (share === 0 ? `${least}px` : `minmax(${least}px, ${share}fr)`));
  return [`${selectWidth}px`, ...tracks].join(' ');
}

/** Below this the table scrolls sideways, in pixels. */
export function gridLeastWidth(columns: readonly PhoneColumn[]): number {
  return columns.reduce((sum, { least }) => sum + least, selectWidth);
}
