import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Bounds } from './ui-node.ts';

const cells = 5;
const halfCells = 3;

/**
 * A picture made of a number: a background and a pattern that is the same left and right. The same number gives the
 * same picture; of different numbers hardly two in a million look alike.
 */
export function paintAvatar(context: SKRSContext2D, bounds: Bounds, seed: number, radius: number): void {
  const { left, top, right, bottom } = bounds;
  const hue = seed % 360;
  context.save();
  context.beginPath();
  context.roundRect(left, top, right - left, bottom - top, radius);
  context.clip();
  context.fillStyle = `hsl(${hue} 45% 82%)`;
  context.fillRect(left, top, right - left, bottom - top);
  context.fillStyle = `hsl(${(hue + 140 + ((seed >>> 9) % 80)) % 360} 55% 42%)`;
  const width = (right - left) / cells;
  const height = (bottom - top) / cells;
  for (let index = 0; index < halfCells * cells; index++) {
    if (((seed >>> (index + 4)) & 1) === 0) continue;
    const column = index % halfCells;
    const row = Math.floor(index / halfCells);
    for (const place of new Set([column, cells - 1 - column])) {
      context.fillRect(left + place * width, top + row * height, width, height);
    }
  }
  context.restore();
}
