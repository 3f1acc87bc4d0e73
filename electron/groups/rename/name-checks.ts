import type { RenameProblem } from '../../contract/group-rename.ts';
import { isPlainLine } from '../../contract/plain-text.ts';

/** What the operator's settings say of names. */
export interface NameLimits {
  /** Characters as a person counts them. How many the messenger takes is not established: measure it on your own phone. */
  readonly warnOver: number;
  readonly blockOver: number;
  readonly forbiddenWords: readonly string[];
}

const graphemes = new Intl.Segmenter('zh-CN', { granularity: 'grapheme' });
const pictograph = /\p{Extended_Pictographic}/u;
/** Halves of characters, and those that the eye does not see and the messenger keeps. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u2800]/u;
const unseenOrSpace = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u2800\s]/gu;
/** Pictures are made of several characters, some of which show nothing by themselves: a flag, a key, a family. */
const onePicture = '\\p{Extended_Pictographic}\\p{Emoji_Modifier}?(?:\\uFE0E|\\uFE0F)?';
const picture = new RegExp(
  [
    '\\u{1F3F4}[\\u{E0030}-\\u{E0039}\\u{E0061}-\\u{E007A}]+\\u{E007F}',
    '[0-9#*]\\uFE0F?\\u20E3',
    `${onePicture}(?:\\u200D${onePicture})*`,
  ].join('|'),
  'gu',
);

/** Characters as a person counts them: an emoji of several parts is one. */
export function lengthOf(name: string): number {
  return Array.from(graphemes.segment(name)).length;
}

/** What speaks against a name by itself, without looking at the group. */
export function checkName(name: string, limits: NameLimits): RenameProblem[] {
  if (name.trim() === '') return [problem('empty-name')];
  const length = lengthOf(name);
  const isHidden = !isPlainLine(name) || unseen.test(name.replaceAll(picture, ''));
  const words = limits.forbiddenWords.filter((word) => word !== '' && foldCase(name).includes(foldCase(word)));
  return [
    ...(isHidden ? [problem('hidden-character')] : []),
    ...(name === name.trim() ? [] : [problem('edge-space')]),
    ...(length > limits.blockOver ? [problem('too-long', { length, limit: limits.blockOver })] : []),
    ...(length > limits.warnOver && length <= limits.blockOver
      ? [problem('long', { length, limit: limits.warnOver })]
      : []),
    ...(pictograph.test(name) ? [problem('wide-characters', { length, units: name.length })] : []),
    ...words.map((word) => problem('forbidden-word', { word })),
  ];
}

/** Two names that a person takes for the same: width, case, space and what cannot be seen aside. */
export function foldName(name: string): string {
  return foldCase(name).replaceAll(unseenOrSpace, '');
}

/** Two names that differ at most in spaces and in characters that cannot be seen. */
export function looksSame(left: string, right: string): boolean {
  return left.replaceAll(unseenOrSpace, '') === right.replaceAll(unseenOrSpace, '');
}

function foldCase(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function problem(code: RenameProblem['code'], params: RenameProblem['params'] = {}): RenameProblem {
  return { code, params };
}
