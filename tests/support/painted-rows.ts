import { createCanvas, loadImage } from '@napi-rs/canvas';

/** RGBA, row by row from the top. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Shares of the width: left of the list is the navigation, right of it a scroll bar. */
const list = { from: 0.06, to: 0.98 };
const rowHeights = { least: 30, most: 100 };
/** Apart from each other by more than a word's spaces: cells that hold something. */
const cellGap = 12;
const leastCells = 6;

/**
 * How many rows of a list are painted in a picture of the console: bands of one height between two thin lines across
 * the window, with something written in at least six cells. Takes a PNG; a picture without rows, one of the page while
 * it loads or one of bare lines has none. A single band cannot be told from a bar of buttons and counts as none.
 */
export async function countPaintedRows(png: Buffer): Promise<number> {
  const pixels = await readPixels(png);
  const lines = findLines(pixels);
  let most = 0;
  let run = { height: 0, count: 0 };
  for (const [at, bottom] of lines.entries()) {
    const top = lines[at - 1];
    if (top === undefined) continue;
    const height = bottom - top;
    const isRow = height >= rowHeights.least && height <= rowHeights.most && hasCells(pixels, { top, bottom });
    run = isRow ? { height, count: run.height === height ? run.count + 1 : 1 } : { height: 0, count: 0 };
    most = Math.max(most, run.count);
  }
  return most > 1 ? most : 0;
}

async function readPixels(png: Buffer): Promise<Pixels> {
  const image = await loadImage(png);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height);
}

/** Heights at which one thin line goes all the way across: one colour, and other plain colours above and below. */
function findLines(pixels: Pixels): number[] {
  const colours = Array.from({ length: pixels.height }, (_, y) => plainColour(pixels, y));
  return colours.flatMap((colour, y) => {
    const [above, below] = [colours[y - 1], colours[y + 1]];
    const isLine =
      colour !== null && above !== undefined && above !== colour && below !== undefined && below !== colour;
    return isLine ? [y] : [];
  });
}

/** The one colour of a line of pixels, null when there are several. */
function plainColour({ width, data }: Pixels, y: number): number | null {
  const first = colourAt(data, y * width + Math.round(width * list.from));
  for (let x = Math.round(width * list.from); x < width * list.to; x++) {
    if (colourAt(data, y * width + x) !== first) return null;
  }
  return first;
}

function hasCells(pixels: Pixels, { top, bottom }: { readonly top: number; readonly bottom: number }): boolean {
  const { width, data } = pixels;
  const ground = colourAt(data, (bottom - 1) * width + Math.round(width * list.from));
  let cells = 0;
  let lastInk = -Infinity;
  for (let x = Math.round(width * list.from); x < width * list.to; x++) {
    let isInked = false;
    for (let y = top + 1; y < bottom && !isInked; y++) isInked = colourAt(data, y * width + x) !== ground;
    if (!isInked) continue;
    if (x - lastInk > cellGap) cells += 1;
    lastInk = x;
  }
  return cells >= leastCells;
}

function colourAt(data: Uint8ClampedArray, pixel: number): number {
  const at = pixel * 4;
  return ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
}
