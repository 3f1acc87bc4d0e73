import { runTests } from '../../support/vitest-report.ts';
import { atLeast, exactly, type Figure, type ShowLine } from '../show-line.ts';

const suites = ['tests/integration/devices/identity.test.ts', 'tests/integration/devices/usb-list.test.ts'];

/** What each promise of the line is proven by: tests over a real adb server behind the list-rewriting proxy. */
const promises: readonly (readonly [promise: string, tests: readonly string[]])[] = [
  [
    'two phones with one serial stay two and keep their labels by port',
    ['stay two, say so', 'keep their labels by port when both restart', 'are never joined while both run', 'exchanged'],
  ],
  ['one phone on USB and Wi-Fi is one with two routes', ['is one row with two routes', 'goes on over the other route']],
  [
    'a phone moved to another host or port keeps its label',
    ['keeps its label on another host', 'its old port is forgotten'],
  ],
];

/** Who a phone is, over cables, ports, hosts and restarts. */
export const identities: ShowLine = {
  id: '01.5',
  title: 'through the proxy: one serial twice, USB and Wi-Fi, moved phones',
  hasShortForm: true,
  limitMs: 5 * 60_000,
  async run({ isShort, say, signal }) {
    const rounds = isShort ? 1 : 3;
    const figures: Figure[] = [];
    for (let round = 1; round <= rounds; round++) {
      const { passed, failed, skipped } = await runTests(suites, { env: {}, signal, project: 'integration' });
      for (const name of failed) say(`failed: ${name}`);
      for (const [promise, wanted] of promises) {
        const proven = wanted.filter((part) => passed.some((name) => name.includes(part)));
        figures.push(
          exactly(
            `round ${round}: ${promise}`,
            `${proven.length} of ${wanted.length}`,
            `${wanted.length} of ${wanted.length}`,
          ),
        );
      }
      figures.push(
        exactly(`round ${round}: failed`, failed.length, 0),
        exactly(`round ${round}: skipped`, skipped.length, 0),
      );
      figures.push(atLeast(`round ${round}: identity checks passed`, passed.length, 14, 'tests'));
    }
    return figures;
  },
};
