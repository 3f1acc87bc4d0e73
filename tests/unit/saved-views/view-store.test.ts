import { expect, test } from 'vitest';
import { ViewStore, viewMigrations } from '../../../electron/devices/saved-views/view-store.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const content = {
  filter: {
    search: '前\u2028台',
    group: null,
    states: [],
    verdicts: [],
    hostIds: [],
    tags: [],
    bands: [],
    isVirtual: null,
  },
  order: { key: 'number', isDescending: false },
  hiddenColumns: [],
  layout: 'table',
} as const;

test('a view that was saved before hidden characters were refused is still there', () => {
  const views = new ViewStore(openTestStore(viewMigrations));
  const view = { viewId: 'view-1', name: '前台', isDefault: false, content };
  views.save(view, '前台');
  expect(views.list()).toEqual([view]);
});
