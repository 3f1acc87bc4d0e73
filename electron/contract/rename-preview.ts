import { z } from 'zod';
import { renameRowSchema, viaReasons, viewStandings } from './group-rename.ts';
import { groupRoles } from './group-roles.ts';
import { itemCodes } from './job-codes.ts';
import { textParamsSchema } from './phones.ts';

/** What the gate has against an act, and until when; null where nobody knows. */
export const heldViewSchema = z.strictObject({
  code: z.enum(itemCodes),
  detail: textParamsSchema,
  untilAt: z.number().nullable(),
});
export type HeldView = z.output<typeof heldViewSchema>;

/** An own account through which a group could be renamed. */
const viaChoiceSchema = z.strictObject({
  groupViewId: z.number().int(),
  phoneId: z.string(),
  accountId: z.string(),
  /** Null before its own page was read. */
  accountName: z.string().nullable(),
  role: z.enum(groupRoles).nullable(),
  standing: z.enum(viewStandings),
  /** What its gate has against it now; null where nothing. */
  held: heldViewSchema.nullable(),
});
export type ViaChoice = z.output<typeof viaChoiceSchema>;

export const renamePreviewRowSchema = renameRowSchema.extend({
  /** Null where no own account lists the group. */
  via: z.strictObject({ groupViewId: z.number().int(), reason: z.enum(viaReasons) }).nullable(),
  /** Every own account that lists the group, the fittest first. */
  choices: z.array(viaChoiceSchema),
});
export type RenamePreviewRow = z.output<typeof renamePreviewRowSchema>;
