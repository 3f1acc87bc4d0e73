import { expect, test } from 'vitest';
import { findComplaints } from '../../../scripts/launch/electron-log.mjs';

test('of a failed start the last lines are shown, without what Chromium says everywhere', () => {
  const text = [
    '[1:1122/0412:ERROR:bus.cc(407)] Failed to connect to the bus',
    "Error: Cannot find module 'x'",
    '',
    '[1:1122/0412:ERROR:viz_main_impl.cc(181)] Exiting GPU process',
    '    at main.js:1',
  ].join('\n');
  expect(findComplaints(text)).toEqual(["Error: Cannot find module 'x'", '    at main.js:1']);
  expect(findComplaints('line\n'.repeat(50))).toHaveLength(8);
});
