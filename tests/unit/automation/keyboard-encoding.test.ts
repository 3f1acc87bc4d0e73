import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeForKeyboard } from '../../../electron/automation/drivers/modified-utf7.ts';
import { decodeTyped } from '../../../simulator/android/unicode-keyboard.ts';

describe('what the helper keyboard is sent', () => {
  it.each([
    ['abc 123', 'abc&ACA-123'],
    ['群', '&f6Q-'],
    ['😀', '&2D3eAA-'],
    ['100%s', '100&ACU-s'],
    ['a&b', 'a&ACY-b'],
  ])('stands for %s', (text, encoded) => {
    expect(encodeForKeyboard(text)).toBe(encoded);
  });

  it('holds nothing that a shell or `input text` reads in a way of its own', () => {
    assert(
      property(string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(encodeForKeyboard(text)).toMatch(/^[A-Za-z0-9+,&-]*$/u);
      }),
    );
  });

  it('is the text again when the keyboard has decoded it', () => {
    assert(
      property(string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(decodeTyped(encodeForKeyboard(text))).toBe(text);
      }),
    );
  });
});
