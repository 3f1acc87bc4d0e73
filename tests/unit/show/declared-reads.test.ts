import { describe, expect, it } from 'vitest';
import { declaredReadsOf, moreReadsIn, readsOfOpening } from '../../support/automation/declared-reads.ts';
import { messengerApp, shippedPlaybooks } from '../../support/automation/shipped-playbooks.ts';

const playbook = shippedPlaybooks.find(messengerApp, 'rename-group');
if (playbook === null) throw new Error('the playbook has problems');
const declared = declaredReadsOf(playbook);
const span = { startMs: 100, endMs: 200 };

describe('reads that are needed for a step', () => {
  it.each([
    ['one of the page that it is on', 'read-count', 1],
    ['one more to prove that a page which scrolls stands still', 'open-editor', 2],
    ['one for a move between two screens', 'chats→search', 1],
  ])('are %s', (_what, step, reads) => {
    expect(declared(step)).toBe(reads);
  });

  it('are more for each swipe, and for each wait that the phone needed, while it is under way', () => {
    const deeds = [
      { atMs: 99, isSwipe: true },
      { atMs: 100, isSwipe: true },
      { atMs: 150, isSwipe: false },
    ];
    const wait = { startMs: 120, endMs: 140, askedMs: 20 };
    const pauses = [
      { ...wait, cause: 'phone' as const },
      { ...wait, cause: 'engine' as const },
      { ...wait, startMs: 220, endMs: 240, cause: 'phone' as const },
    ];
    expect(moreReadsIn(span, deeds, pauses)).toBe(2);
  });

  it('are one before the first, and one after everything done to open the messenger', () => {
    expect(readsOfOpening(span, [])).toBe(1);
    expect(readsOfOpening(span, [{ atMs: 120, isSwipe: false }])).toBe(2);
  });
});
