import type { TextKey } from '../../i18n/texts.ts';
import type { SortKey } from './phone-order.ts';

/** A sortable heading; a column of two lines has one for each. */
export interface ColumnHeading {
  readonly textKey: TextKey;
  readonly sortKey: SortKey | null;
}

export interface PhoneColumn {
  readonly id: string;
  /** A CSS grid track. */
  readonly track: string;
  readonly headings: readonly ColumnHeading[];
}

function column(id: string, track: string, ...headings: readonly (readonly [TextKey, SortKey | null])[]): PhoneColumn {
  return { id, track, headings: headings.map(([textKey, sortKey]) => ({ textKey, sortKey })) };
}

/** The columns of the table, left to right; they fit a window of 1280 pixels. */
export const phoneColumns: readonly PhoneColumn[] = [
  column('number', '48px', ['column.number', 'number']),
  column('label', 'minmax(136px, 1.5fr)', ['column.label', 'label'], ['column.tags', null]),
  column('state', 'minmax(164px, 1.4fr)', ['column.state', 'state'], ['column.reason', null]),
  column('model', 'minmax(128px, 1.2fr)', ['column.model', 'model'], ['column.verdict', 'verdict']),
  column('system', 'minmax(92px, 0.8fr)', ['column.system', 'system'], ['column.skin', null]),
  column('health', '80px', ['column.health', 'health'], ['column.unknown', null]),
  column('battery', '76px', ['column.battery', 'battery'], ['column.temperature', 'temperature']),
  column('storage', '80px', ['column.storage', 'storage']),
  column('network', '88px', ['column.network', 'network']),
  column('route', 'minmax(104px, 1fr)', ['column.route', 'route'], ['column.host', null]),
  column('groups', '76px', ['column.groups', 'groups'], ['column.groups-age', null]),
  column('lastSeen', '76px', ['column.last-seen', 'lastSeen']),
];

export const selectTrack = '32px';

export const gridTemplate = [selectTrack, ...phoneColumns.map(({ track }) => track)].join(' ');
