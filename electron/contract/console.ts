import { z } from 'zod';

/** What runs here; shown in the about box, the window title (fallback runtime) and `doctor`. */
export const consoleInfoSchema = z.strictObject({
  version: z.string(),
  runtime: z.string(),
  isFallbackRuntime: z.boolean(),
  platform: z.string(),
  dataFolder: z.string(),
  databaseBytes: z.number().int(),
  /** The pictures that prove what jobs did; kept for `keptDays`. */
  evidence: z.strictObject({
    pictureCount: z.number().int(),
    byteCount: z.number().int(),
    keptDays: z.number().int(),
  }),
  adbPath: z.string().nullable(),
  adbVersion: z.string().nullable(),
  logFolder: z.string().nullable(),
});
export type ConsoleInfo = z.infer<typeof consoleInfoSchema>;

/** What a restore did, as absolute paths; `restoredFrom` null: there was no backup, and an empty database begins. */
export const restoredSchema = z.strictObject({
  setAsideAs: z.string(),
  restoredFrom: z.string().nullable(),
  /** When the backup was written; null when there was none, or its name does not tell. */
  backupAt: z.number().nullable(),
});
export type Restored = z.infer<typeof restoredSchema>;

export const consoleProcedures = {
  'console.info': { input: z.strictObject({}), output: consoleInfoSchema },
  /**
   * Puts a damaged database aside and the newest backup in its place, and starts the console on it. Only while the
   * console could not start for `database-corrupt`; otherwise `restore-not-needed`, or the fault of the start.
   * `isConfirmed` must be true: the renderer asks first.
   */
  'console.restoreBackup': { input: z.strictObject({ isConfirmed: z.literal(true) }), output: restoredSchema },
} as const;
