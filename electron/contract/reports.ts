import { z } from 'zod';
import { errorCodeSchema } from './outcome.ts';
import { plainName } from './plain-text.ts';

const phoneId = z.string().min(1).max(80);
const phoneIds = z.array(phoneId).min(1).max(500);
const draftId = z.string().min(1).max(80);

/** What is masked in everything that leaves the console. */
export const maskedKinds = [
  'serial',
  'subscriber',
  'mac',
  'ip',
  'network-name',
  'phone-number',
  'account',
  'device-name',
  'place',
  'web-address',
  'free-text',
] as const;

const maskedCountSchema = z.strictObject({ kind: z.enum(maskedKinds), count: z.number().int() });

/** A file of an export, as it would be saved. */
export const draftFileSchema = z.strictObject({
  /** Path inside the archive, with slashes. */
  name: z.string(),
  bytes: z.number().int(),
  masked: z.array(maskedCountSchema),
});
export type DraftFile = z.infer<typeof draftFileSchema>;

/** An export that was collected and masked, and waits for somebody to look through it. Kept in memory only. */
export const reportDraftSchema = z.strictObject({
  draftId: z.string(),
  kind: z.enum(['phones', 'bundle']),
  createdAt: z.number(),
  suggestedName: z.string(),
  files: z.array(draftFileSchema),
  /** Phones that could not be asked now; their part holds what the latest polls printed. */
  unasked: z.array(z.strictObject({ phoneId: z.string(), code: errorCodeSchema })),
});
export type ReportDraft = z.infer<typeof reportDraftSchema>;

/** Absolute path in headless; the window asks with a dialog and takes null only. */
const path = z.string().min(1).max(4096).nullable();
const savedSchema = z.strictObject({
  /** Null when the operator closed the dialog without choosing a place. */
  path: z.string().nullable(),
});

export const reportProcedures = {
  /** Asks every phone for its raw health outputs and masks them: one text file a command. */
  'reports.draftPhones': { input: z.strictObject({ phoneIds }), output: reportDraftSchema },
  /** Logs, versions, settings, hosts, phones, events, alerts and sizes for support, masked. */
  'reports.draftBundle': { input: z.strictObject({}), output: reportDraftSchema },
  'reports.draftText': {
    input: z.strictObject({ draftId, name: z.string().min(1).max(300) }),
    output: z.strictObject({
      text: z.string(),
      /** `[from, to)` of every mask in the text, in UTF-16 units. */
      places: z.array(z.strictObject({ from: z.number().int(), to: z.number().int(), kind: z.enum(maskedKinds) })),
    }),
  },
  /** Saves the named files of a draft as a ZIP archive. */
  'reports.save': {
    input: z.strictObject({ draftId, names: z.array(z.string().min(1).max(300)).min(1).max(20_000), path }),
    output: savedSchema.extend({ fileCount: z.number().int(), bytes: z.number().int() }),
  },
  'reports.drop': { input: z.strictObject({ draftId }), output: z.null() },
  /** The page as it would be printed, as a PDF. Only where there is a page: `window-required` in headless. */
  'reports.savePdf': {
    input: z.strictObject({ title: plainName(80), isLandscape: z.boolean() }),
    output: savedSchema,
  },
} as const;
