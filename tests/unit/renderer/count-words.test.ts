import { describe, expect, it } from 'vitest';
import type { CertaintyView } from '../../../electron/contract/certainty.ts';
import { countWords } from '../../../renderer/frame/count-words.ts';
import { createTranslator, textsOf } from '../../../renderer/i18n/texts.ts';

const texts = textsOf(await createTranslator('zh-CN'), 'zh-CN');
const now = Date.parse('2026-11-22T10:30:00+08:00');
const midnight = Date.parse('2026-11-23T00:00:00+08:00');
const inAWeek = Date.parse('2026-11-29T10:30:00+08:00');
const span = { why: 'older', missing: 2, fromAt: now - 3_600_000, untilAt: now } as const;
const known: CertaintyView = {
  now,
  time: { kind: 'known', pcAheadMs: 0, phoneIds: ['p'], isBackedUp: true },
  held: null,
  inGroups: [],
  spans: [span],
  unwitnessed: null,
  isOwnClock: false,
  refusal: null,
};
const held = { ...span, until: midnight };

describe('the notice that counts are not complete', () => {
  it('is none where nothing is held by it', () => {
    expect(countWords(texts, known)).toBeNull();
  });

  it('says until when everything is held', () => {
    const words = countWords(texts, { ...known, held });
    expect(words?.title).toContain('00:00');
    expect(words?.lines).toHaveLength(1);
    expect(words?.lines[0]).toContain('2');
  });

  it('says of acts in groups that some wait longer, for which and until when', () => {
    const words = countWords(texts, { ...known, held, inGroups: [{ action: 'group_rename', until: inAWeek }] });
    expect(words?.title).toMatch(/00:00.*11月29日/u);
    expect(words?.lines[1]).toMatch(/改群名.*11月29日/u);
  });

  it('goes on for groups alone once the day is over', () => {
    const words = countWords(texts, {
      ...known,
      now: midnight,
      inGroups: [{ action: 'group_rename', until: inAWeek }],
    });
    expect(words?.title).toContain('11月29日');
    expect(words?.title).not.toContain('00:00');
  });
});
