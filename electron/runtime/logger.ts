/** Structured fields of a log line. Never a member's name, a credential, an IMEI or a full SSID. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Where features write what happened; filled by electron-log in the app, by stderr in headless, by an array in tests. */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields, cause?: unknown): void;
  /** The same log under a sub-scope, e.g. `adb/local`. */
  scoped(name: string): Logger;
}

/** A logger that drops everything, for tests and tools that do not look at the log. */
export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  scoped: () => silentLogger,
};
