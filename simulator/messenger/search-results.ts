import type { Group } from '../world/group.ts';
import { lineText } from './chat-lines.ts';
import type { Messenger } from './messenger.ts';
import { cutName, fill } from './wording.ts';

/** One hit: a chat, and why it was found when its name does not say so. */
export interface SearchHit {
  readonly group: Group;
  readonly name: string;
  readonly detail: string | null;
}

export interface SearchSection {
  readonly header: string;
  readonly hits: readonly SearchHit[];
  /** A last row behind which there are more hits; null when all are shown. */
  readonly more: string | null;
}

export interface SearchResults {
  readonly sections: readonly SearchSection[];
  /** What the page says instead of results; null when it has some, or nothing was typed. */
  readonly notice: string | null;
}

const frequentChats = 3;
const nothing: SearchResults = { sections: [], notice: null };

/**
 * What the messenger finds for these words: chats used most, groups by name (the exact name first), and chats in whose
 * grey lines the words stand. With too many results, groups with a fitting member push the wanted one behind "more".
 */
export function findChats(messenger: Messenger, query: string): SearchResults {
  const { search } = messenger.variant;
  const words = query.trim();
  if (words === '') return nothing;
  if (messenger.searchTroubles.has('index-building')) return { sections: [], notice: search.building };
  const sections = [frequentSection(messenger, words), groupSection(messenger, words), recordSection(messenger, words)];
  const filled = sections.filter((section) => section.hits.length > 0);
  return { sections: filled, notice: filled.length === 0 ? search.nothing : null };
}

/** All groups that fit, without the limit of the section. */
export function findGroups(messenger: Messenger, query: string): readonly SearchHit[] {
  const words = query.trim().toLowerCase();
  const found = messenger.allGroups.filter((group) => isFitting(messenger, group, words));
  const exact = (group: Group): number => (messenger.titleOf(group).trim().toLowerCase() === words ? 0 : 1);
  const named = found
    .toSorted((left, right) => exact(left) - exact(right))
    .map((group) => hitOf(messenger, group, null));
  return [...crowd(messenger, query, found), ...named];
}

function frequentSection(messenger: Messenger, words: string): SearchSection {
  const { frequent } = messenger.variant.search;
  const chats = frequent === null ? [] : messenger.chats.slice(0, frequentChats);
  const fitting = chats.filter(
    ({ group }) => messenger.standing(group) === 'inside' && isFitting(messenger, group, words.toLowerCase()),
  );
  return { header: frequent ?? '', hits: fitting.map(({ group }) => hitOf(messenger, group, null)), more: null };
}

function groupSection(messenger: Messenger, words: string): SearchSection {
  const { search } = messenger.variant;
  const hits = findGroups(messenger, words);
  return {
    header: search.groups,
    hits: hits.slice(0, search.shownRows),
    more: hits.length > search.shownRows ? search.more : null,
  };
}

function recordSection(messenger: Messenger, words: string): SearchSection {
  const hits = messenger.chats.flatMap(({ group }) => {
    const line = messenger.lines(group.groupId).findLast((each) => lineText(messenger, each).includes(words));
    return line === undefined ? [] : [hitOf(messenger, group, lineText(messenger, line))];
  });
  return { header: messenger.variant.search.records, hits, more: null };
}

/** Groups that are found for the name of somebody inside, when there are too many results. */
function crowd(messenger: Messenger, query: string, found: readonly Group[]): SearchHit[] {
  if (!messenger.searchTroubles.has('too-many-results')) return [];
  const { search } = messenger.variant;
  const others = messenger.allGroups.filter((group) => !found.includes(group));
  return others.map((group) => hitOf(messenger, group, fill(search.memberHit, { name: query.trim() })));
}

function isFitting(messenger: Messenger, group: Group, words: string): boolean {
  return `${messenger.titleOf(group)}\n${group.name}`.toLowerCase().includes(words);
}

function hitOf(messenger: Messenger, group: Group, detail: string | null): SearchHit {
  return { group, name: cutName(messenger.titleOf(group), messenger.variant.search.longestName), detail };
}
