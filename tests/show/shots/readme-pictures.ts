import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The pictures of the README, by their names there. */
const readmePictures = {
  'devices-zh-light.png': 'devices-table--6--zh-CN--light.png',
  'cards-en-dark.png': 'states-cards--18--en--dark.png',
  'drawer-zh-light.png': 'drawer-overview-1280--6--zh-CN--light.png',
} as const;

const largestBytes = 250_000;

/** Puts the README's pictures into `docs/images`; throws when one is larger than a README should carry. */
export function copyReadmePictures(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const [name, picture] of Object.entries(readmePictures)) {
    const { size } = statSync(join(from, picture));
    if (size > largestBytes) throw new Error(`${picture} has ${size} bytes, the README carries ${largestBytes}`);
    copyFileSync(join(from, picture), join(to, name));
  }
}
