import { expect, it } from 'vitest';
import { cursorSteps } from '../../../renderer/features/devices/cursor-steps.ts';

const table = { perLine: 1, linesPerPage: 12, count: 100 };
const cards = { perLine: 7, linesPerPage: 5, count: 100 };

it('moves by lines in a table and leaves sideways keys to scrolling', () => {
  expect(cursorSteps('ArrowDown', table)).toBe(1);
  expect(cursorSteps('ArrowRight', table)).toBeNull();
  expect(cursorSteps('PageDown', table)).toBe(12);
});

it('moves in both directions among cards', () => {
  expect(cursorSteps('ArrowUp', cards)).toBe(-7);
  expect(cursorSteps('ArrowRight', cards)).toBe(1);
  expect(cursorSteps('PageUp', cards)).toBe(-35);
});

it('reaches the ends in one step', () => {
  expect(cursorSteps('Home', cards)).toBe(-100);
  expect(cursorSteps('End', cards)).toBe(100);
});

it('leaves other keys alone', () => {
  expect(cursorSteps('a', table)).toBeNull();
});
