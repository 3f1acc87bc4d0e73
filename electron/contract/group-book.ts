import { z } from 'zod';
import { verificationSchema } from './automation.ts';
import { pickedViewsSchema, renameRuleSchema } from './group-rename.ts';
import { groupRoles } from './group-roles.ts';
import { plainLine, plainName, plainNote } from './plain-text.ts';
import { renamePreviewRowSchema } from './rename-preview.ts';

const moment = z.number().nullable();
const count = z.number().int();
const groupId = z.string().min(1).max(80);

const role = z.enum(groupRoles).nullable();
const strength = z.enum(['certain', 'likely', 'unsure']);

/** Why a roster is no more than a part of the members. */
export const partialReasons = ['count-differs', 'count-unknown', 'page-missed', 'erased'] as const;

export const rosterSummarySchema = z.strictObject({
  readAt: z.number(),
  cellCount: count,
  statedCount: count.nullable(),
  isComplete: z.boolean(),
  why: z.enum(partialReasons).nullable(),
});
export type RosterSummary = z.infer<typeof rosterSummarySchema>;

/** A group chat, whatever number of own accounts look at it. */
export const groupRowSchema = z.strictObject({
  groupId: z.string(),
  name: z.string(),
  memberCount: count.nullable(),
  /** The best role that an own account has in it. */
  role,
  phoneIds: z.array(z.string()),
  viewCount: count,
  strength,
  /** False when no phone lists it any more. */
  isListed: z.boolean(),
  infoReadAt: moment,
  roster: rosterSummarySchema.nullable(),
  city: z.string(),
  custodian: z.string(),
  note: z.string(),
  isCompanyRun: z.boolean(),
  renamedAt: moment,
  setIds: z.array(count),
});
export type GroupRow = z.infer<typeof groupRowSchema>;

export const groupViewDetailSchema = z.strictObject({
  groupViewId: count,
  phoneId: z.string(),
  accountId: z.string(),
  name: z.string(),
  memberCount: count.nullable(),
  role,
  isListed: z.boolean(),
  lastSeenAt: z.number(),
  infoReadAt: moment,
});

/** What speaks for or against two views being one group, as codes that the page has words for. */
export const joinReasons = [
  'same-account',
  'other-name',
  'renamed-since',
  'name-replaced',
  'sees-the-other',
  'does-not-see-the-other',
  'members-overlap',
  'members-differ',
  'both-own',
  'count-equal',
  'count-differs',
  'name-only',
  'operator',
] as const;
export type JoinReason = (typeof joinReasons)[number];

/** A view as evidence of which group it is. */
export const joinSideSchema = groupViewDetailSchema.extend({
  groupId: z.string(),
  /** Of the account that looks; null before its own page was read. */
  accountName: z.string().nullable(),
  /** Own accounts among the members, by nickname; null when the members' page was not looked at. */
  ownAccountsSeen: z.array(z.string()).nullable(),
  roster: rosterSummarySchema.nullable(),
});
export type JoinSide = z.infer<typeof joinSideSchema>;

/** Two views that may be one group. */
export const joinQuestionSchema = z.strictObject({
  left: joinSideSchema,
  right: joinSideSchema,
  reason: z.enum(joinReasons),
  /** Names of members that both show, of the fewer that one of them shows; null without two rosters. */
  sharedMembers: z.strictObject({ sharedCount: count, ofCount: count }).nullable(),
});
export type JoinQuestion = z.infer<typeof joinQuestionSchema>;

/** What an operator said of two views. */
export const joinDecisionSchema = z.strictObject({
  left: joinSideSchema,
  right: joinSideSchema,
  isSame: z.boolean(),
  by: z.string(),
  at: z.number(),
});
export type JoinDecisionView = z.infer<typeof joinDecisionSchema>;

/** A name that a group was seen with; who gave it, in which job and by what that was proven, where it was given by us. */
export const pastNameSchema = z.strictObject({
  name: z.string(),
  seenAt: z.number(),
  source: z.enum(['read', 'renamed']),
  by: z.string().nullable(),
  verifiedBy: verificationSchema.nullable(),
  jobId: count.nullable(),
});
export type PastName = z.infer<typeof pastNameSchema>;

export const groupDetailSchema = z.strictObject({
  group: groupRowSchema,
  views: z.array(groupViewDetailSchema),
  /** Every name that it was seen with, oldest first. */
  names: z.array(pastNameSchema),
  /** What its accounts were in it, oldest first. */
  roles: z.array(z.strictObject({ accountId: z.string(), phoneId: z.string(), role, seenAt: z.number() })),
  questions: z.array(joinQuestionSchema),
});
export type GroupDetail = z.infer<typeof groupDetailSchema>;

/** Siblings in the order in which an operator put them. */
export const groupSetSchema = z.strictObject({ setId: count, name: z.string(), groupIds: z.array(z.string()) });
export type GroupSet = z.infer<typeof groupSetSchema>;

/** A member's name as a group shows it, and the reading that it is known from. */
export const foundMemberSchema = z.strictObject({
  groupId: z.string(),
  groupName: z.string(),
  name: z.string(),
  position: count,
  /** Through whose page it was read; its name is null before that account's own page was read. */
  accountId: z.string(),
  accountName: z.string().nullable(),
  phoneId: z.string(),
  /** False when that account's list holds the group no more. */
  isListed: z.boolean(),
  roster: rosterSummarySchema,
});
export type FoundMember = z.infer<typeof foundMemberSchema>;

export const groupFilterSchema = z.strictObject({
  text: z.string().max(60),
  role,
  phoneId: z.string().max(80).nullable(),
  setId: count.nullable(),
  /** Only groups with an open question about their views. */
  isQuestioned: z.boolean(),
  order: z.enum(['name', 'size', 'read', 'renamed']),
});
export type GroupFilter = z.infer<typeof groupFilterSchema>;

/** `pattern`: the name that they share, with … for the number. */
export const siblingFamilySchema = z.strictObject({ pattern: z.string(), groupIds: z.array(z.string()) });
export type SiblingFamily = z.infer<typeof siblingFamilySchema>;

/** As many as one plan takes. */
export const groupsPerPlan = 2_000;
const groupIds = z.array(groupId).min(1).max(groupsPerPlan);
const fileContent = z.base64().min(1).max(5_600_000);

export const groupBookProcedures = {
  'groups.page': {
    input: z.strictObject({
      filter: groupFilterSchema,
      after: z.number().int().min(0),
      limit: z.number().int().min(1).max(groupsPerPlan),
    }),
    output: z.strictObject({ rows: z.array(groupRowSchema), totalCount: count, questionCount: count }),
  },
  'groups.get': { input: z.strictObject({ groupId }), output: groupDetailSchema },
  /** Members of the group's newest roster, in the order of its page. `text` is part of a name. */
  'groups.members': {
    input: z.strictObject({
      groupId,
      text: z.string().max(60),
      afterPosition: z.number().int().min(-1),
      limit: z.number().int().min(1).max(500),
    }),
    output: z.strictObject({
      roster: rosterSummarySchema.nullable(),
      cells: z.array(z.strictObject({ position: count, name: z.string() })),
    }),
  },
  /**
   * In which groups a text is part of a member's name, over every roster that may be kept; names are no identity. `totalCount` and
   * `groupCount` are of all, also of those behind `limit`; `searchedCount`: the groups that have a roster.
   */
  'groups.findMembers': {
    input: z.strictObject({ text: z.string().trim().min(1).max(60), limit: z.number().int().min(1).max(500) }),
    output: z.strictObject({
      found: z.array(foundMemberSchema),
      totalCount: count,
      groupCount: count,
      searchedCount: count,
    }),
  },
  'groups.setFields': {
    input: z.strictObject({ groupId, city: plainLine(20), custodian: plainLine(20), note: plainNote(300) }),
    output: groupRowSchema,
  },
  /** A group that is the company's although no own account owns or administers it: its members may be read then. Null ends it. */
  'groups.markCompanyRun': {
    input: z.strictObject({ groupId, reason: plainName(200).nullable() }),
    output: groupRowSchema,
  },
  /** All open questions with what is known of both sides, and what operators said before, newest first. */
  'groups.questions': {
    input: z.strictObject({}),
    output: z.strictObject({ questions: z.array(joinQuestionSchema), decisions: z.array(joinDecisionSchema) }),
  },
  /** The operator's word on two views of one name. */
  'groups.decideJoin': {
    input: z.strictObject({ leftViewId: count, rightViewId: count, isSame: z.boolean() }),
    output: z.null(),
  },
  /** Takes an operator's word back: evidence alone decides again. */
  'groups.withdrawJoin': {
    input: z.strictObject({ leftViewId: count, rightViewId: count }),
    output: z.null(),
  },
  'groups.sets': { input: z.strictObject({}), output: z.strictObject({ sets: z.array(groupSetSchema) }) },
  'groups.saveSet': {
    input: z.strictObject({
      setId: count.nullable(),
      name: plainName(40),
      groupIds: z.array(groupId).max(groupsPerPlan),
    }),
    output: groupSetSchema,
  },
  'groups.removeSet': { input: z.strictObject({ setId: count }), output: z.null() },
  /**
   * Groups whose names differ in their number only, with those numbers in order: families of the given groups without these, or
   * with none given every family that no set holds yet.
   */
  'groups.suggestSiblings': {
    input: z.strictObject({ groupIds: z.array(groupId).max(groupsPerPlan) }),
    output: z.strictObject({ families: z.array(siblingFamilySchema) }),
  },
  /** What a rule would do, row by row, and through which account; nothing is stored or touched. */
  'groups.previewRename': {
    input: z.strictObject({ groupIds, rule: renameRuleSchema, via: pickedViewsSchema.default({}) }),
    output: z.strictObject({ rows: z.array(renamePreviewRowSchema), unknownTokens: z.array(z.string()) }),
  },
  /**
   * Names from a table with the columns group id or name, and new name; `csv-unreadable` with the file's name when it is none.
   * `file`: the name under which it was given, for whoever is told of its rows.
   */
  'groups.readNames': {
    input: z.strictObject({ fileName: z.string().trim().min(1).max(255), content: fileContent }),
    output: z.strictObject({
      file: z.string(),
      names: z.record(z.string(), z.string()),
      problems: z.array(
        z.strictObject({
          line: count,
          code: z.enum(['broken-row', 'unknown-group', 'ambiguous-name', 'repeated', 'too-long']),
          text: z.string(),
        }),
      ),
    }),
  },
  /**
   * The rule that takes a finished job of renames back. `job-state` while it is not over, `plan-empty` when it renamed nothing.
   * `reviewCount`: its rows that nobody could read back; they are left out. `goneCount`: its groups that no phone sees any more.
   */
  'groups.planRestore': {
    input: z.strictObject({ jobId: count.positive() }),
    output: z.strictObject({
      title: z.string(),
      groupIds: z.array(z.string()),
      rule: renameRuleSchema,
      reviewCount: count,
      goneCount: count,
    }),
  },
  'groups.exportNames': {
    input: z.strictObject({
      groupIds,
      format: z.enum(['csv', 'xlsx']),
      purpose: plainName(200),
      path: z.string().min(1).max(4096).nullable(),
    }),
    output: z.strictObject({ path: z.string().nullable(), rowCount: count }),
  },
} as const;
