import { isReportWord } from './report-words.ts';

/**
 * Where a name that a person gave is looked for beyond the places that say "here is a name":
 * - `anywhere`: nothing else reads like it,
 * - `word`: as a word of its own; in a dump a part of a package or path and the name of a field are none,
 * - `field`: between spaces, quotes or punctuation, in this very spelling: it is one or two letters long,
 * - `nowhere`: it is a word that dumps and logs cannot do without, or a small number.
 */
export type NameLook = 'anywhere' | 'word' | 'field' | 'nowhere';

const shortestUnmistakable = 8;
const shortestNumber = 7;

/** `isKept` says which words tell what the phone is, so that the export is of no use without them. */
export function lookFor(name: string, isKept: (word: string) => boolean): NameLook {
  if (isReportWord(name) || isKept(name)) return 'nowhere';
  if (/^-?[\d.]+$/.test(name)) return name.replaceAll(/\D/g, '').length < shortestNumber ? 'nowhere' : 'word';
  const signs = name.match(/./gsu) ?? [];
  if (signs.length <= 2) return signs.length === 2 && signs.every(isHan) ? 'anywhere' : 'field';
  if (isPlainWord(name)) return 'word';
  return signs.length < shortestUnmistakable && !signs.some(isHan) ? 'word' : 'anywhere';
}

interface Place {
  readonly from: number;
  readonly to: number;
}

/** Whether what stands at the place is the name and not a part of something else. */
export function standsAs(look: NameLook, text: string, place: Place, isLog: boolean): boolean {
  switch (look) {
    case 'anywhere':
      return true;
    case 'nowhere':
      return false;
    case 'field':
      return isFieldBorder(text.charAt(place.from - 1)) && isFieldBorder(text.charAt(place.to));
    case 'word':
      return isWordAlone(text, place) && (isLog || !isPartOfDump(text, place));
  }
}

/** A key of JSON and the tag of a log line are words of a program, whatever they read. */
export function isOfProgram(text: string, { from, to }: Place): boolean {
  if (text.charAt(from - 1) === '"' && /^"\s*:/.test(text.slice(to, to + 4))) return true;
  const nearStart = Math.max(0, from - longestHead);
  const near = text.slice(nearStart, from);
  const lineStart = near.lastIndexOf('\n') + 1;
  if (lineStart === 0 && nearStart > 0) return false;
  const head = logcatHead.exec(text.slice(nearStart + lineStart, from + longestHead));
  return head !== null && from < nearStart + lineStart + head[0].length;
}

const longestHead = 160;
const logcatHead = /^(?:\d{4}-)?\d\d-\d\d \d\d:\d\d:\d\d\.\d+ +(?:\S+ +)?\d+ +\d+ [VDIWEFS] .*?: /;

function isPlainWord(name: string): boolean {
  return /^[A-Za-z]+$/.test(name);
}

function isHan(sign: string): boolean {
  return /^\p{Script=Han}$/u.test(sign);
}

/** Chinese is written without spaces: its characters bind nothing. */
function binds(sign: string): boolean {
  return /^[\p{L}\p{N}_]$/u.test(sign) && !isHan(sign);
}

function isWordAlone(text: string, { from, to }: Place): boolean {
  const isCutBefore = binds(text.charAt(from)) && binds(text.charAt(from - 1));
  const isCutBehind = binds(text.charAt(to - 1)) && binds(text.charAt(to));
  return !isCutBefore && !isCutBehind;
}

const joints = /[./\\@$#-]/;

/** `com.office.x`, `/data/office`, `office-2`, `office=`, `Office{`; the end of a sentence joins nothing. */
function isPartOfDump(text: string, { from, to }: Place): boolean {
  if (!isPlainWord(text.slice(from, to))) return false;
  const before = text.charAt(from - 1);
  const behind = text.charAt(to);
  const isJoined = /[\w/]/.test(text.charAt(from - 2));
  return (
    (joints.test(before) && (before === '/' || isJoined)) ||
    (joints.test(behind) && binds(text.charAt(to + 1))) ||
    /[=:{]/.test(behind)
  );
}

function isFieldBorder(sign: string): boolean {
  return sign === '' || (/[\s\p{P}\p{S}]/u.test(sign) && !/[-_.@#$&/\\]/.test(sign));
}
