import { z } from 'zod';

/** What runs here; shown in the about box, the window title (fallback runtime) and `doctor`. */
export const consoleInfoSchema = z.strictObject({
  version: z.string(),
  runtime: z.string(),
  isFallbackRuntime: z.boolean(),
  platform: z.string(),
  dataFolder: z.string(),
  databaseBytes: z.number().int(),
  adbPath: z.string().nullable(),
  adbVersion: z.string().nullable(),
  logFolder: z.string().nullable(),
});
export type ConsoleInfo = z.infer<typeof consoleInfoSchema>;

export const consoleProcedures = {
  'console.info': { input: z.strictObject({}), output: consoleInfoSchema },
} as const;
