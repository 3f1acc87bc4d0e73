import { SeededRandom } from '../world/seeded-random.ts';
import words from './stranger-words.json' with { type: 'json' };
import { messengerVariants, type InfoRole, type MessengerVariant } from './variant.ts';

type WordKey = Exclude<keyof typeof words, 'listClasses' | 'fieldClasses' | 'buttonClasses' | 'notice' | 'question'>;
type InfoRows = MessengerVariant['info']['rows'];

/** How often a label is another one than the version that the stranger was made of has. */
const usualStrangeness = 0.45;
const decoyShare = 0.4;
const detourShare = 0.35;
const yesFirstShare = 0.3;
const smallestPatch = 90;

/**
 * A version that nobody has seen: made of a known one by a seed, with other labels, rows in another order, other ids and
 * classes, pages between pages, and a row that only looks like the one for the name. Of some of its labels nobody could
 * know what they mean; others are words of other versions.
 * @param strangeness 0 to 1: how much of the wording is another one than a known version's
 */
export function createStranger(seed: number, strangeness = usualStrangeness): MessengerVariant {
  const random = new SeededRandom(seed).fork('stranger');
  const base = random.pick(messengerVariants);
  const say = (key: WordKey, known: string): string => (random.chance(strangeness) ? random.pick(words[key]) : known);
  const patch = random.between(smallestPatch, smallestPatch + 9);
  return {
    ...base,
    version: `8.1.${patch}`,
    versionCode: base.versionCode + 1_000 + patch,
    backDescription: say('back', base.backDescription),
    titleId: strangeId(random),
    home: strangeHome(random, base.home, say),
    ...strangeContacts(random, base, say),
    search: strangeSearch(random, base.search, say),
    chat: strangeChat(random, base.chat, say),
    info: strangeInfo(random, base.info, say),
    members: strangeMembers(random, base.members, say),
    editor: strangeEditor(random, base.editor, say),
    lines: { ...base.lines, renamedByYou: say('renamedByYou', base.lines.renamedByYou) },
    saysYesFirst: random.chance(yesFirstShare),
  };
}

type Say = (key: WordKey, known: string) => string;

function strangeHome(random: SeededRandom, home: MessengerVariant['home'], say: Say): MessengerVariant['home'] {
  const [first = '', contacts = '', ...others] = home.tabs;
  return {
    ...home,
    title: say('titles', home.title),
    tabs: [first, say('contactsTab', contacts), ...others],
    tabLabelId: strangeId(random),
    searchDescription: say('search', home.searchDescription),
    searchId: strangeId(random),
    plusDescription: say('plus', home.plusDescription),
    plusId: strangeId(random),
    listClass: random.pick(words.listClasses),
    listId: strangeId(random),
    rowNameId: strangeId(random),
    longestName: random.between(8, 20),
  };
}

/** The entry of the contacts, and the page that it leads to. */
function strangeContacts(
  random: SeededRandom,
  { contacts, groupList }: MessengerVariant,
  say: Say,
): Pick<MessengerVariant, 'contacts' | 'groupList'> {
  const groupsEntry = say('groupsEntry', contacts.groupsEntry);
  return {
    contacts: {
      ...contacts,
      groupsEntry,
      entries: contacts.entries.map((entry) => (entry === contacts.groupsEntry ? groupsEntry : entry)),
      nameId: strangeId(random),
      listId: strangeId(random),
    },
    groupList: {
      ...groupList,
      title: groupsEntry,
      countRow: say('countRow', groupList.countRow),
      listClass: random.pick(words.listClasses),
      listId: strangeId(random),
    },
  };
}

function strangeMembers(
  random: SeededRandom,
  members: MessengerVariant['members'],
  say: Say,
): MessengerVariant['members'] {
  return {
    ...members,
    title: say('membersTitle', members.title),
    gridClass: random.pick([...words.listClasses, members.gridClass]),
    columns: random.between(3, 6),
    gridId: strangeId(random),
    nameId: strangeId(random),
  };
}

function strangeSearch(random: SeededRandom, search: MessengerVariant['search'], say: Say): MessengerVariant['search'] {
  return {
    ...search,
    hint: say('search', search.hint),
    fieldId: strangeId(random),
    listClass: random.pick(words.listClasses),
    listId: strangeId(random),
    sectionId: strangeId(random),
    nameId: strangeId(random),
    groups: say('sections', search.groups),
    records: say('records', search.records),
  };
}

function strangeChat(random: SeededRandom, chat: MessengerVariant['chat'], say: Say): MessengerVariant['chat'] {
  const detour = { title: random.pick(words.chatDetour), row: random.pick(words.chatDetourRow) };
  return {
    ...chat,
    infoDescription: say('chatInfo', chat.infoDescription),
    infoId: strangeId(random),
    titleId: strangeId(random),
    inputId: strangeId(random),
    listId: strangeId(random),
    showsTitle: random.chance(0.5),
    detour: random.chance(detourShare) ? detour : null,
  };
}

function strangeInfo(random: SeededRandom, info: MessengerVariant['info'], say: Say): MessengerVariant['info'] {
  const relabelled = info.rows.map(({ role, label }) => ({ role, label: say(wordKeyOf(role), label) }));
  const decoy: InfoRows = random.chance(decoyShare) ? [{ role: 'decoy', label: random.pick(words.decoy) }] : [];
  const rows = [...relabelled, ...decoy];
  return {
    ...info,
    title: say('infoTitle', info.title),
    listClass: random.pick(words.listClasses),
    columns: random.between(3, 6),
    shownMembers: random.between(12, 44),
    moreMembers: say('moreMembers', info.moreMembers),
    rows: random.sample(rows, rows.length),
  };
}

function wordKeyOf(role: InfoRole): WordKey {
  return role === 'search' ? 'search-row' : role;
}

function strangeEditor(random: SeededRandom, editor: MessengerVariant['editor'], say: Say): MessengerVariant['editor'] {
  const detour = { title: random.pick(words.editorDetour), row: random.pick(words.editorDetourRow) };
  return {
    ...editor,
    title: say('editorTitle', editor.title),
    hint: say('hint', editor.hint),
    notice: random.chance(usualStrangeness) ? random.pick(words.notice) : editor.notice,
    button: say('button', editor.button),
    buttonPlace: random.pick(['title', 'bottom'] as const),
    buttonClass: random.pick(words.buttonClasses),
    buttonId: strangeId(random),
    fieldClass: random.chance(usualStrangeness) ? random.pick(words.fieldClasses) : editor.fieldClass,
    fieldId: strangeId(random),
    longest: random.between(20, 64),
    tooLong: random.pick(['cut', 'refuse'] as const),
    question: random.chance(usualStrangeness) ? random.pick(words.question) : null,
    detour: random.chance(detourShare) ? detour : null,
  };
}

/** Ids are three letters that mean nothing, and other ones in every release. */
function strangeId(random: SeededRandom): string {
  return `com.tencent.mm:id/${random.letters('abcdefghijklmnopqrstuvwxyz0123456789', 3)}`;
}
