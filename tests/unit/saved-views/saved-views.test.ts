import { expect, test } from 'vitest';
import { createSavedViews } from '../../../electron/devices/saved-views/saved-views.ts';
import { viewMigrations } from '../../../electron/devices/saved-views/view-store.ts';
import { valueOf } from '../../support/device-layer.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const filter = { search: '', group: null, states: [], verdicts: [], hostIds: [], tags: [], bands: [], isVirtual: null };
const content = { filter, order: { key: 'number', isDescending: false }, hiddenColumns: [], layout: 'table' } as const;
const { signal } = new AbortController();

function setUp() {
  const store = openTestStore(viewMigrations);
  const { handlers } = createSavedViews({ store });
  const save = (name: string, viewId: string | null = null) =>
    handlers['views.save']({ viewId, name, isDefault: false, content }, signal);
  const names = async (): Promise<string[]> => {
    const { views } = valueOf(await handlers['views.list']({}, signal));
    return views.map(({ name }) => name);
  };
  return { store, handlers, save, names };
}

test('a new view comes last, whatever was removed before', async () => {
  const { handlers, save, names } = setUp();
  for (const name of ['一', '二', '三']) await save(name);
  const { views } = valueOf(await handlers['views.list']({}, signal));
  await handlers['views.remove']({ viewId: views[1]?.viewId ?? '' }, signal);
  for (const name of ['四', '五']) await save(name);
  expect(await names()).toEqual(['一', '三', '四', '五']);
});

test('a view that is not there cannot be changed: it would come back from the dead', async () => {
  const { save, names } = setUp();
  expect(await save('一', 'view-x')).toMatchObject({
    error: { code: 'invalid-input', detail: { field: 'viewId', rule: 'known-view' } },
  });
  expect(await names()).toEqual([]);
});

test('the name of a view that nobody can read any more is free', async () => {
  const { store, save, names } = setUp();
  await save('前台');
  store.prepare(`UPDATE savedView SET content = '{"of":"a later release"}'`).run();
  expect(await names()).toEqual([]);
  expect(await save(' 前台 '.trim())).toMatchObject({ ok: true });
  expect(await names()).toEqual(['前台']);
});

test('a name that only looks different is taken', async () => {
  const { save } = setUp();
  await save('Ａ区  一楼');
  expect(await save('a区 一楼')).toMatchObject({ error: { detail: { rule: 'taken' } } });
});
