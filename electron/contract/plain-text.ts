import { z } from 'zod';

/** Control characters, and those that turn the direction of the text around them. */
const hiddenCharacter = /[\p{Cc}\p{Bidi_Control}]/u;
const lineCharacters = /[\t\r\n]/g;

/** True for text that shows as it is stored: no control character, nothing that turns the direction of text. */
export function isPlainLine(text: string): boolean {
  return !hiddenCharacter.test(text);
}

/** As `isPlainLine`, for a text of several lines: it may hold line ends and tabs. */
export function isPlainNote(text: string): boolean {
  return isPlainLine(text.replaceAll(lineCharacters, ''));
}

/** What a refused text is answered with: `invalid-input`, rule `plain-text`. */
const plainTextRule = { params: { rule: 'plain-text' } };

/** A label or tag that a person typed. */
export function plainLine(maxLength: number): z.ZodString {
  return z.string().max(maxLength).refine(isPlainLine, plainTextRule);
}

/** A name that a person typed, without the space around it; never empty. */
export function plainName(maxLength: number): z.ZodString {
  return z.string().trim().min(1).max(maxLength).refine(isPlainLine, plainTextRule);
}

/** A text of several lines that a person typed. */
export function plainNote(maxLength: number): z.ZodString {
  return z.string().max(maxLength).refine(isPlainNote, plainTextRule);
}
