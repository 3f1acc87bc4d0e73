export const settingNamespaces = ['global', 'secure', 'system'] as const;
export type SettingNamespace = (typeof settingNamespaces)[number];

export type SettingTable = Readonly<Record<SettingNamespace, Readonly<Record<string, string>>>>;

/** The settings of one phone: what the factory and the state of the phone say, and what was written over it. */
export class PhoneSettings {
  readonly #defaults: () => SettingTable;
  readonly #changes = new Map<string, string | null>();
  #isHeld = false;

  /** @param defaults asked at each reading, since some settings mirror a state that moves */
  constructor(defaults: () => SettingTable) {
    this.#defaults = defaults;
  }

  /** True while the vendor takes every change without a word and keeps the old value. */
  get isHeld(): boolean {
    return this.#isHeld;
  }

  setHeld(isHeld: boolean): void {
    this.#isHeld = isHeld;
  }

  /** The value, or null for a key that is not set. */
  get(namespace: SettingNamespace, key: string): string | null {
    const changed = this.#changes.get(`${namespace}/${key}`);
    if (changed !== undefined) return changed;
    const table = this.#defaults()[namespace];
    return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
  }

  put(namespace: SettingNamespace, key: string, value: string): void {
    if (!this.#isHeld) this.#changes.set(`${namespace}/${key}`, value);
  }

  /** Whether there was anything to delete. */
  delete(namespace: SettingNamespace, key: string): boolean {
    const isThere = this.get(namespace, key) !== null;
    if (!this.#isHeld) this.#changes.set(`${namespace}/${key}`, null);
    return isThere;
  }

  /** All that is set, by key. */
  list(namespace: SettingNamespace): ReadonlyMap<string, string> {
    const table = new Map(Object.entries(this.#defaults()[namespace]));
    const start = `${namespace}/`;
    for (const [name, value] of this.#changes) {
      if (!name.startsWith(start)) continue;
      if (value === null) table.delete(name.slice(start.length));
      else table.set(name.slice(start.length), value);
    }
    return new Map([...table].toSorted(([left], [right]) => (left < right ? -1 : 1)));
  }
}

export function isSettingNamespace(name: string | undefined): name is SettingNamespace {
  return settingNamespaces.some((namespace) => namespace === name);
}
