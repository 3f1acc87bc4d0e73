import { expect, it } from 'vitest';
import { leftOut } from '../../show/show-line.ts';

it('a case that cannot be brought about is told in the short form', () => {
  expect(leftOut('full disk', 'needs root', true)).toEqual({
    name: 'full disk',
    value: 'left out: needs root',
    bar: 'told only',
    isMet: true,
  });
});

it('a case that cannot be brought about is a miss in the full form', () => {
  expect(leftOut('full disk', 'needs root', false)).toMatchObject({ bar: 'shown', isMet: false });
});
