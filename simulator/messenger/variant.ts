import { z } from 'zod';
import hidden from './variants/8.0.74-hidden.json' with { type: 'json' };
import older from './variants/7.0.22.json' with { type: 'json' };
import common from './variants/8.0.40.json' with { type: 'json' };
import newest from './variants/8.0.78.json' with { type: 'json' };

/** What a row of the group's info page is for. Only strangers dissolve a group there, or have a decoy: a row that looks like another one and is not. */
export const infoRoles = [
  'name',
  'qr-code',
  'announcement',
  'manage',
  'remark',
  'search',
  'mute',
  'pin',
  'save',
  'my-alias',
  'show-aliases',
  'report',
  'clear',
  'leave',
  'dissolve',
  'decoy',
] as const;
export type InfoRole = (typeof infoRoles)[number];

const text = z.string();
const className = z.string().regex(/^[\w.]+$/u);
const activity = z.string().regex(/^com\.tencent\.mm\.[\w.]+$/u);
const count = z.number().int().positive();

/** A page that lies between two others and has one row that leads on. */
const detourSchema = z.strictObject({ title: text, row: text }).nullable();

const homeSchema = z.strictObject({
  title: text,
  tabs: z.array(text).length(4),
  tabLabelId: text,
  /** In dumps of 2019 the labels of the tabs have no area; what holds them has. */
  hasFlatTabLabels: z.boolean(),
  searchDescription: text,
  searchId: text,
  plusDescription: text,
  plusId: text,
  listClass: className,
  listId: text,
  rowNameId: text,
  /** Characters of a name that the list shows before it cuts it with `…`. */
  longestName: count,
  networkBanner: text,
});

const contactsSchema = z.strictObject({
  entries: z.array(text),
  /** Which of the entries leads to the groups. */
  groupsEntry: text,
  nameId: text,
  /** Older versions repeat a name as the description and make no ancestor of it clickable. */
  isNameInDescription: z.boolean(),
  listId: text,
});

const groupListSchema = z.strictObject({
  title: text,
  activity,
  listClass: className,
  listId: text,
  /** The list's last row, `{n}` being the number of groups. */
  countRow: text,
});

const searchSchema = z.strictObject({
  activity,
  hint: text,
  fieldId: text,
  cancel: text,
  listClass: className,
  listId: text,
  sectionId: text,
  nameId: text,
  groups: text,
  records: text,
  /** A first section with what is used most; null in versions without it. */
  frequent: text.nullable(),
  more: text,
  memberHit: text,
  nothing: text,
  building: text,
  /** Rows of a section before the rest hides behind `more`. */
  shownRows: count,
  /** Null where names are never cut. */
  longestName: count.nullable(),
});

const chatSchema = z.strictObject({
  activity,
  showsTitle: z.boolean(),
  titleId: text,
  infoDescription: text,
  infoId: text,
  listClass: className,
  listId: text,
  inputId: text,
  /** What older versions say of the page on its root. */
  rootDescription: text.nullable(),
  avatarDescription: text,
  detour: detourSchema,
});

const infoSchema = z.strictObject({
  activity,
  title: text,
  listClass: className,
  columns: count,
  /** Members on the page itself before a link leads to all of them. */
  shownMembers: count,
  addMember: text,
  removeMember: text,
  moreMembers: text,
  rows: z.array(z.strictObject({ role: z.enum(infoRoles), label: text })),
  switchOn: text,
  switchOff: text,
  unnamed: text,
});

const membersSchema = z.strictObject({
  activity,
  title: text,
  gridClass: className,
  gridId: text,
  columns: count,
  nameId: text,
  longestName: count.nullable(),
});

const profileSchema = z.strictObject({
  activity,
  idLine: text,
  nicknameLine: text,
  aliasLine: text,
  regionLine: text,
  nameId: text,
  idId: text,
  add: text,
  message: text,
});

const ownPageSchema = z.strictObject({ nicknameId: text, idId: text, idLine: text, rows: z.array(text) });

const editorSchema = z.strictObject({
  activity,
  title: text,
  hint: text,
  /** What the page says a change leads to; null where it says nothing. */
  notice: text.nullable(),
  remarkTitle: text,
  aliasTitle: text,
  decoyTitle: text,
  button: text,
  buttonPlace: z.enum(['title', 'bottom']),
  buttonClass: className,
  buttonId: text,
  fieldClass: className,
  fieldId: text,
  saving: text,
  /** UTF-16 units of a name: a setting of the virtual messenger, since nobody has measured the real one. */
  longest: count,
  /** Whether a field takes no more than that, or the messenger refuses what is longer. */
  tooLong: z.enum(['cut', 'refuse']),
  /** A question before the change is sent; null where none is asked. */
  question: text.nullable(),
  /** What a yes to that question does; only a stranger has anything but `send`. */
  yesDoes: z.enum(['send', 'drop', 'leave-group']).default('send'),
  /** A line of a stranger's page with a button of its own, which does something else at once. */
  otherAct: z
    .strictObject({ label: text, button: text, act: z.enum(['clear-history', 'leave-group']) })
    .nullable()
    .default(null),
  detour: detourSchema,
});

const manageSchema = z.strictObject({
  activity,
  title: text,
  confirmJoin: text,
  restrictRename: text,
  transfer: text,
  admins: text,
  dissolve: text,
});

const wordsSchema = z.strictObject({
  confirm: text,
  cancel: text,
  know: text,
  hint: text,
  renameDenied: text,
  renameRestricted: text,
  tooFrequent: text,
  noNetwork: text,
  notInside: text,
  dissolved: text,
  refused: text,
  tooLong: text,
  leaveQuestion: text,
  clearQuestion: text,
  dissolveQuestion: text,
});

const linesSchema = z.strictObject({
  renamedByYou: text,
  renamedBy: text,
  youWereRemoved: text,
  youRemoved: text,
  removed: text,
  left: text,
  joined: text,
  dissolved: text,
  newOwner: text,
  youAreOwner: text,
  restricted: text,
  opened: text,
});

const variantSchema = z.strictObject({
  version: z.string().regex(/^\d+\.\d+\.\d+$/u),
  versionCode: count,
  /** Shows its view tree to nobody; what it paints can be read all the same. */
  isTreeHidden: z.boolean(),
  backDescription: text,
  titleId: text,
  home: homeSchema,
  contacts: contactsSchema,
  groupList: groupListSchema,
  search: searchSchema,
  chat: chatSchema,
  info: infoSchema,
  members: membersSchema,
  profile: profileSchema,
  ownPage: ownPageSchema,
  editor: editorSchema,
  manage: manageSchema,
  words: wordsSchema,
  /** In questions the button that says yes stands before the one that says no. */
  saysYesFirst: z.boolean().default(false),
  lines: linesSchema,
});

/** What differs between versions of the messenger: labels, ids, rows, classes, limits. One data file each. */
export type MessengerVariant = z.infer<typeof variantSchema>;

export const messengerPackage = 'com.tencent.mm';
export const homeActivity = 'com.tencent.mm.ui.LauncherUI';

/** Versions that phones of a desk carry. */
export const messengerVariants: readonly MessengerVariant[] = [common, newest, older].map((data) =>
  variantSchema.parse(data),
);

/** A version that hides its view tree; a phone has it only when it is asked for. */
export const hiddenVariant: MessengerVariant = variantSchema.parse({ ...newest, ...hidden });
