import { z } from 'zod';
import { plainLine, plainName, plainNote } from './plain-text.ts';

/**
 * `protected`: never removed from a group. `whitelist`: may be in several groups at a time. `opt-out` (黑名单): gets no invitation
 * and no message, whatever else is planned.
 */
export const peopleLists = ['protected', 'whitelist', 'opt-out'] as const;
export const peopleListSchema = z.enum(peopleLists);
export type PeopleList = z.infer<typeof peopleListSchema>;

export const listNameMaxLength = 80;
export const listNoteMaxLength = 200;

export const listEntrySchema = z.strictObject({
  entryId: z.number().int(),
  list: peopleListSchema,
  /** Empty where the person was erased: the entry still holds whoever bears that name. */
  name: z.string(),
  note: z.string(),
  addedBy: z.string(),
  addedAt: z.number(),
  isErased: z.boolean(),
});
export type ListEntry = z.infer<typeof listEntrySchema>;

/**
 * Why a row cannot be taken. Params: `no-name` none; `name-too-long`, `note-too-long` length, limit; `hidden-character` field;
 * `twice` line of the first row of that person; `unknown-list` word, known; `broken-row` none (the table itself is damaged there).
 */
export const listRowProblemCodes = [
  'no-name',
  'name-too-long',
  'note-too-long',
  'hidden-character',
  'twice',
  'unknown-list',
  'broken-row',
] as const;
export type ListRowProblemCode = (typeof listRowProblemCodes)[number];

const listRowSchema = z.strictObject({
  /** Line in the text or the file, from 1. */
  line: z.number().int(),
  list: peopleListSchema,
  name: z.string(),
  note: z.string(),
  /** `known`: on that list already, and stays as it is. */
  verdict: z.enum(['new', 'known', 'wrong']),
  problem: z
    .strictObject({
      code: z.enum(listRowProblemCodes),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    })
    .nullable(),
});
export type ListRow = z.infer<typeof listRowSchema>;

export const listPlanSchema = z.strictObject({
  rows: z.array(listRowSchema),
  newCount: z.number().int(),
  knownCount: z.number().int(),
  wrongCount: z.number().int(),
  /** Columns that are not read, by their heading. */
  ignoredColumns: z.array(z.string()),
  /** Names this very plan: an import is refused once it would be another. */
  fingerprint: z.string(),
});
export type ListPlan = z.infer<typeof listPlanSchema>;

/** Of one import. */
export const listRowsLimit = 2_000;
/** Of a file that is read. */
export const listFileMaxBytes = 180_000;
const contentMaxLength = Math.ceil(listFileMaxBytes / 3) * 4;

/** `list`: of rows that name none themselves. */
const listSource = z.discriminatedUnion('kind', [
  /** A name a line; what follows a tab is the note. */
  z.strictObject({ kind: z.literal('text'), list: peopleListSchema, text: z.string().min(1).max(120_000) }),
  /** CSV or XLSX as base64, with a heading for names (姓名, 名字, name), and at will for notes and lists. */
  z.strictObject({ kind: z.literal('file'), list: peopleListSchema, content: z.base64().min(1).max(contentMaxLength) }),
]);
export type ListSource = z.infer<typeof listSource>;

const count = z.number().int();

export const peopleListProcedures = {
  'lists.all': { input: z.strictObject({}), output: z.strictObject({ entries: z.array(listEntrySchema) }) },
  /** A name that is in the list already stays as it is. */
  'lists.add': {
    input: z.strictObject({
      list: peopleListSchema,
      name: plainName(listNameMaxLength),
      note: plainLine(listNoteMaxLength),
    }),
    output: listEntrySchema,
  },
  /** What an import would add, row by row; nothing is changed. `csv-unreadable` where it is no such table. */
  'lists.preview': { input: z.strictObject({ source: listSource }), output: listPlanSchema },
  /**
   * Adds the previewed rows in one step. With a wrong row nothing is added (`csv-unreadable`, `lists-rows-wrong`) unless the operator
   * wants the good ones only; `lists-changed-since` where the plan would be another by now.
   */
  'lists.import': {
    input: z.strictObject({ source: listSource, fingerprint: z.string().min(1).max(100), onlyGoodRows: z.boolean() }),
    output: z.strictObject({ addedCount: count, knownCount: count, leftOutCount: count }),
  },
  /** A CSV that spreadsheets run nothing of. `list` null: all of them. Entries of erased people have no name to write. */
  'lists.export': {
    input: z.strictObject({
      list: peopleListSchema.nullable(),
      purpose: plainName(200),
      path: z.string().min(1).max(4096).nullable(),
    }),
    output: z.strictObject({ path: z.string().nullable(), rowCount: count }),
  },
  /**
   * `reason` is kept with the entry. An opt-out was a person's own no: taking it back needs a supervisor, and the person's name typed
   * in once more.
   */
  'lists.remove': {
    input: z.strictObject({
      entryId: z.number().int(),
      reason: plainNote(300).trim().min(1),
      name: plainName(listNameMaxLength).nullable(),
    }),
    output: z.null(),
  },
} as const;
