import { z } from 'zod';

/**
 * Control characters, those that turn the direction of the text around them, and Unicode's own line and paragraph ends
 * (U+2028, U+2029): some programs break the line there and others do not, so that a row, a log line or a signed sentence
 * reads otherwise in each. They are refused, never taken out: what is stored is what was typed.
 */
const hiddenCharacter = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u;
const lineCharacters = /[\t\r\n]/g;

/** True for text that shows as it is stored: one line, no control character, nothing that turns the direction of text. */
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
