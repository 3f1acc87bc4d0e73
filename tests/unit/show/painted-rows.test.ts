import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { countPaintedRows } from '../../support/painted-rows.ts';

const size = { width: 1440, height: 873 };
const listTop = 264;
const rowHeight = 44;

interface Drawing {
  readonly lines: number;
  /** Rows, counted from the top, in which something is written. */
  readonly written?: readonly number[];
}

/** A window with the lines of a list, and words in the cells of some of its rows. */
function draw({ lines, written = [] }: Drawing): Buffer {
  const canvas = createCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, size.width, size.height);
  context.fillStyle = '#d9dde3';
  for (let line = 0; line < lines; line++) context.fillRect(76, listTop + line * rowHeight, size.width, 1);
  context.fillStyle = '#14532d';
  for (const row of written) {
    for (let cell = 0; cell < 8; cell++) context.fillRect(120 + cell * 150, listTop + row * rowHeight + 12, 60, 18);
  }
  return canvas.toBuffer('image/png');
}

const six = [0, 1, 2, 3, 4, 5];

describe('painted rows of a picture', () => {
  it('are counted', async () => {
    expect(await countPaintedRows(draw({ lines: 7, written: six }))).toBe(6);
  });

  it('are none in a blank picture', async () => {
    expect(await countPaintedRows(draw({ lines: 0 }))).toBe(0);
  });

  it('are none where only the lines of a list are drawn', async () => {
    expect(await countPaintedRows(draw({ lines: 7 }))).toBe(0);
  });

  it('are none where words stand without a list', async () => {
    expect(await countPaintedRows(draw({ lines: 0, written: six }))).toBe(0);
  });

  it('are fewer when the last one is empty', async () => {
    expect(await countPaintedRows(draw({ lines: 7, written: six.slice(0, 5) }))).toBe(5);
  });

  it('are none while the page shows bars in place of what it reads', async () => {
    const canvas = createCanvas(size.width, size.height);
    const context = canvas.getContext('2d');
    context.fillStyle = '#f3f4f6';
    context.fillRect(0, 0, size.width, size.height);
    context.fillStyle = '#e5e7eb';
    for (let bar = 0; bar < 10; bar++) context.fillRect(92, 104 + bar * 30, 1332, 14);
    expect(await countPaintedRows(canvas.toBuffer('image/png'))).toBe(0);
  });
});
