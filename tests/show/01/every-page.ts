import { join } from 'node:path';
import { exactly, leftOut, told, type ShowLine } from '../show-line.ts';
import { takeShots } from '../shots/run-shots.ts';

/** Every page and state from the real app, as pictures in a folder, each held against what it must show. */
export const everyPage: ShowLine = {
  id: '01.10',
  title: 'screenshots of every page and state with 6 and 100 phones, both languages and themes',
  hasShortForm: true,
  limitMs: 20 * 60_000,
  async run({ isShort, say, signal }) {
    const root = join(import.meta.dirname, '..', '..', '..');
    // The short form leaves the pictures of the full one alone.
    const folder = isShort ? join(root, 'reports', 'screenshots') : join(root, 'screenshots');
    const {
      pictures,
      expectedCount,
      failures,
      leftOut: impossible,
    } = await takeShots({
      folder,
      isQuick: isShort,
      only: null,
      say,
      signal,
    });
    for (const failure of failures) say(`!! ${failure}`);
    return [
      exactly('pictures taken', pictures.length, expectedCount),
      exactly('checks of pictures that failed', failures.length, 0),
      ...impossible.map(({ name, needs }) => leftOut(`picture of ${name}`, needs, isShort)),
      told('folder', folder),
    ];
  },
};
