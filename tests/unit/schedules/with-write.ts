import type { Store } from '../../../electron/store/store.ts';

/** The same store with another way to write; reading is as ever. */
export function withWrite(store: Store, write: Store['write']): Store {
  return {
    file: store.file,
    write,
    get isChanging() {
      return store.isChanging;
    },
    prepare: (sql) => store.prepare(sql),
    transaction: (work) => store.transaction(work),
    checkpoint: () => store.checkpoint(),
    cutLog: () => store.cutLog(),
    compact: () => store.compact(),
    version: () => store.version(),
    bytes: () => store.bytes(),
    dispose: () => store.dispose(),
  };
}
