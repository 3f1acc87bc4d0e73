import { describe, expect, it } from 'vitest';
import {
  clearSelection,
  emptySelection,
  extendTo,
  keepExisting,
  moveCursor,
  selectAll,
  togglePhone,
} from '../../../renderer/stores/selection-store.ts';

const shownIds = ['a', 'b', 'c', 'd', 'e'];

describe('choosing', () => {
  it('toggles one phone and remembers where it was', () => {
    const once = togglePhone(emptySelection, 'b');
    expect([...once.selectedIds]).toEqual(['b']);
    expect(once.anchorId).toBe('b');
    expect(togglePhone(once, 'b').selectedIds.size).toBe(0);
  });

  it('takes everything between the anchor and the clicked phone, either way round', () => {
    const down = extendTo(togglePhone(emptySelection, 'b'), 'd', shownIds);
    expect([...down.selectedIds]).toEqual(['b', 'c', 'd']);
    const up = extendTo(togglePhone(emptySelection, 'd'), 'b', shownIds);
    expect([...up.selectedIds].toSorted()).toEqual(['b', 'c', 'd']);
  });

  it('keeps what was chosen before when a range is added', () => {
    const both = extendTo(togglePhone(togglePhone(emptySelection, 'a'), 'd'), 'e', shownIds);
    expect([...both.selectedIds].toSorted()).toEqual(['a', 'd', 'e']);
  });

  it('ignores a phone that is not shown', () => {
    expect(extendTo(emptySelection, 'z', shownIds)).toBe(emptySelection);
  });

  it('takes all that are shown, and drops them again', () => {
    const all = selectAll(emptySelection, shownIds);
    expect(all.selectedIds.size).toBe(shownIds.length);
    expect(clearSelection(all).selectedIds.size).toBe(0);
  });
});

describe('the cursor', () => {
  it('enters at the top going down and at the bottom going up', () => {
    expect(moveCursor(emptySelection, { shownIds, by: 1, isExtending: false }).cursorId).toBe('a');
    expect(moveCursor(emptySelection, { shownIds, by: -1, isExtending: false }).cursorId).toBe('e');
  });

  it('goes to either end in one step, from anywhere and from nowhere', () => {
    const toTop = { shownIds, by: -shownIds.length, isExtending: false };
    const toEnd = { shownIds, by: shownIds.length, isExtending: false };
    for (const cursorId of [null, 'c']) {
      expect(moveCursor({ ...emptySelection, cursorId }, toTop).cursorId).toBe('a');
      expect(moveCursor({ ...emptySelection, cursorId }, toEnd).cursorId).toBe('e');
    }
  });

  it('stops at the ends', () => {
    const atTop = { ...emptySelection, cursorId: 'a' };
    expect(moveCursor(atTop, { shownIds, by: -7, isExtending: false }).cursorId).toBe('a');
    expect(moveCursor(atTop, { shownIds, by: 99, isExtending: false }).cursorId).toBe('e');
  });

  it('chooses on its way while Shift is held', () => {
    const atB = { ...emptySelection, cursorId: 'b', anchorId: 'b' };
    expect([...moveCursor(atB, { shownIds, by: 2, isExtending: true }).selectedIds]).toEqual(['b', 'c', 'd']);
  });

  it('stays away from an empty list', () => {
    expect(moveCursor(emptySelection, { shownIds: [], by: 1, isExtending: false })).toBe(emptySelection);
  });
});

describe('phones that are gone', () => {
  it('are dropped from choice, cursor and anchor', () => {
    const chosen = extendTo(togglePhone(emptySelection, 'a'), 'c', shownIds);
    const kept = keepExisting(chosen, (phoneId) => phoneId !== 'c' && phoneId !== 'a');
    expect([...kept.selectedIds]).toEqual(['b']);
    expect(kept.cursorId).toBeNull();
    expect(kept.anchorId).toBeNull();
  });

  it('change nothing when all are still there', () => {
    const chosen = togglePhone(emptySelection, 'a');
    expect(keepExisting(chosen, () => true)).toBe(chosen);
  });
});
