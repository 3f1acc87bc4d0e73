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
/** Characters that the eye does not see and the messenger keeps. */
const invisible = /[\u200B-\u200D\u2060\uFEFF\u00AD\u2028\u2029]/u;
const joinedPictograph = /\p{Extended_Pictographic}(?:\uFE0F?\u200D\p{Extended_Pictographic})+/gu;

/** Characters as a person counts them: an emoji of several parts is one. */
export function lengthOf(name: string): number {
  return Array.from(graphemes.segment(name)).length;
}

/** What speaks against a name by itself, without looking at the group. */
export function checkName(name: string, limits: NameLimits): RenameProblem[] {
  if (name.trim() === '') return [problem('empty-name')];
  const length = lengthOf(name);
  const isHidden = !isPlainLine(name) || invisible.test(name.replaceAll(joinedPictograph, ''));
  const words = limits.forbiddenWords.filter((word) => word !== '' && foldCase(name).includes(foldCase(word)));
  return [
    ...(isHidden ? [problem('hidden-character')] : []),
    ...(name === name.trim() ? [] : [problem('edge-space')]),
    ...(length > limits.blockOver ? [problem('too-long', { length, limit: limits.blockOver })] : []),
    ...(length > limits.warnOver && length <= limits.blockOver
      ? [problem('long', { length, limit: limits.warnOver })]
      : []),
    ...(pictograph.test(name) ? [problem('wide-characters')] : []),
    ...words.map((word) => problem('forbidden-word', { word })),
  ];
}

/** Two names that a person takes for the same: width, case and space aside. */
export function foldName(name: string): string {
  return foldCase(name).replaceAll(/\s+/gu, '');
}

function foldCase(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function problem(code: RenameProblem['code'], params: RenameProblem['params'] = {}): RenameProblem {
  return { code, params };
}
