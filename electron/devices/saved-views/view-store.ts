import { viewContentSchema, type SavedView } from '../../contract/views.ts';
import type { Migration } from '../../store/migration.ts';
import type { Statement, Store } from '../../store/store.ts';

export const viewMigrations: readonly Migration[] = [
  {
    version: 132,
    name: 'saved views',
    up(exec) {
      exec(`CREATE TABLE savedView (
        viewId TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        nameKey TEXT NOT NULL UNIQUE,
        position INTEGER NOT NULL,
        isDefault INTEGER NOT NULL,
        content TEXT NOT NULL CHECK (json_valid(content))) STRICT`);
      exec('CREATE UNIQUE INDEX oneDefaultView ON savedView (isDefault) WHERE isDefault = 1');
    },
  },
];

interface Row {
  readonly viewId: string;
  readonly name: string;
  readonly isDefault: number;
  readonly content: string;
}

/** Keeps the views in their order. Throws `StoreError` as the store does. */
export class ViewStore {
  readonly #list: Statement<[], Row>;
  readonly #save: Statement<[Record<string, string | number>], never>;
  readonly #clearDefault: Statement<[string], never>;
  readonly #freeName: Statement<[string, string], never>;
  readonly #place: Statement<[number, string], never>;
  readonly #remove: Statement<[string], never>;

  constructor(store: Store) {
    this.#list = store.prepare('SELECT viewId, name, isDefault, content FROM savedView ORDER BY position, viewId');
    this.#save = store.prepare(`INSERT INTO savedView (viewId, name, nameKey, position, isDefault, content)
      VALUES (@viewId, @name, @nameKey, (SELECT coalesce(max(position), -1) + 1 FROM savedView), @isDefault, @content)
      ON CONFLICT (viewId) DO UPDATE SET name = @name, nameKey = @nameKey, isDefault = @isDefault, content = @content`);
    this.#clearDefault = store.prepare('UPDATE savedView SET isDefault = 0 WHERE viewId <> ?');
    this.#freeName = store.prepare('DELETE FROM savedView WHERE nameKey = ? AND viewId <> ?');
    this.#place = store.prepare('UPDATE savedView SET position = ? WHERE viewId = ?');
    this.#remove = store.prepare('DELETE FROM savedView WHERE viewId = ?');
  }

  /** A view that an older release stored in another shape is left out. */
  list(): SavedView[] {
    return this.#list.all().flatMap(({ viewId, name, isDefault, content }) => {
      const parsed = viewContentSchema.safeParse(JSON.parse(content));
      return parsed.success ? [{ viewId, name, isDefault: isDefault === 1, content: parsed.data }] : [];
    });
  }

  /** A new view comes last. One of the same name is replaced: only one that nobody can read any more is left to be. */
  save({ viewId, name, isDefault, content }: SavedView, nameKey: string): void {
    if (isDefault) this.#clearDefault.run(viewId);
    this.#freeName.run(nameKey, viewId);
    const row = { viewId, name, nameKey, isDefault: Number(isDefault), content: JSON.stringify(content) };
    this.#save.run(row);
  }

  place(viewIds: readonly string[]): void {
    for (const [position, viewId] of viewIds.entries()) this.#place.run(position, viewId);
  }

  remove(viewId: string): void {
    this.#remove.run(viewId);
  }
}
