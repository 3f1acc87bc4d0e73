import { succeed, type Outcome } from '../contract/outcome.ts';
import type { TextParams } from '../contract/phones.ts';
import type { Handlers } from '../contract/procedures.ts';
import { defaultSettings, settingsSchema, type Settings } from '../contract/settings.ts';
import { EventSource } from '../runtime/event-source.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Statement, Store } from '../store/store.ts';
import { checkSettings, describeChange, readStored } from './settings-rules.ts';

export type SettingsPatch = { readonly [K in keyof Settings]?: Settings[K] | undefined };

export interface SettingsOptions {
  readonly store: Store;
  readonly logger: Logger;
  /** Told what the audit log says of a change, inside the transaction that stores it; when it throws, nothing is changed. */
  readonly record: (params: TextParams) => void;
}

/** The typed settings: read once, held in memory, every change stored before it is told. */
export class SettingsService {
  readonly handlers: Handlers<'settings.get' | 'settings.update'>;
  readonly #options: SettingsOptions;
  readonly #save: Statement<[string, string], never>;
  readonly #changes: EventSource<Settings>;
  #current: Settings;

  constructor(options: SettingsOptions) {
    this.#options = options;
    this.#changes = new EventSource(options.logger);
    this.#save = options.store.prepare(
      'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    );
    this.#current = this.#load();
    this.handlers = {
      'settings.get': () => Promise.resolve(succeed(this.#current)),
      'settings.update': ({ patch }) => Promise.resolve(this.update(patch)),
    };
  }

  current(): Settings {
    return this.#current;
  }

  /** Tells the settings after each change that is one. */
  subscribe(listener: (settings: Settings) => void): () => void {
    return this.#changes.subscribe(listener);
  }

  /** Answers the settings after the change. `invalid-input` when a rule between fields breaks, else as `store.write`. */
  update(patch: SettingsPatch): Outcome<Settings> {
    const changed = changesOf(this.#current, patch);
    if (changed.length === 0) return succeed(this.#current);
    const next = settingsSchema.parse({ ...this.#current, ...Object.fromEntries(changed) });
    const checked = checkSettings(next);
    if (!checked.ok) return checked;
    const stored = this.#store(changed);
    if (!stored.ok) return stored;
    this.#current = next;
    this.#changes.emit(next);
    return succeed(next);
  }

  #store(changed: readonly (readonly [string, unknown])[]): Outcome<unknown> {
    const params = describeChange(Object.fromEntries(changed));
    return this.#options.store.write(() => {
      for (const [key, value] of changed) this.#save.run(key, JSON.stringify(value));
      if (Object.keys(params).length > 0) this.#options.record(params);
    });
  }

  #load(): Settings {
    const rows = this.#options.store
      .prepare<[], { key: string; value: string }>('SELECT key, value FROM setting')
      .all();
    const { settings, dropped } = readStored(new Map(rows.map(({ key, value }) => [key, JSON.parse(value)])));
    for (const key of dropped) this.#options.logger.warn('setting-dropped', { key: key.slice(0, 80) });
    return settings;
  }
}

function changesOf(current: Settings, patch: SettingsPatch): readonly (readonly [string, unknown])[] {
  return keysOf(defaultSettings).flatMap((key) => {
    const value = patch[key];
    return value === undefined || isSame(value, current[key]) ? [] : [[key, value] as const];
  });
}

/** Settings are plain values or lists of them. */
function isSame(left: unknown, right: unknown): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}

function keysOf(settings: Settings): (keyof Settings)[] {
  return settingsSchema.keyof().options.filter((key) => key in settings);
}
