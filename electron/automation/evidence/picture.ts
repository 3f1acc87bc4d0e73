import type { Image } from '@napi-rs/canvas';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';

/** A picture of evidence may be this large, in bytes. */
export const pictureMaxBytes = 200_000;

/** A phone's screen stays readable at this width. */
const widestPx = 720;
/** Tried one after the other until the picture is small enough. */
const attempts = [
  { quality: 80, scale: 1 },
  { quality: 60, scale: 1 },
  { quality: 45, scale: 0.8 },
  { quality: 35, scale: 0.6 },
  { quality: 25, scale: 0.4 },
] as const;

/**
 * Makes a WebP of at most 200 kB from a PNG. Fails with `command-failed` for bytes that are no picture, or one that cannot
 * be made so small. Decoding and encoding run beside the main loop.
 */
export async function shrinkPicture(
  png: Uint8Array,
): Promise<Outcome<{ readonly bytes: Uint8Array; readonly mediaType: 'image/webp' }>> {
  // The drawing library is native and large: the first picture loads it.
  const { createCanvas, loadImage } = await import('@napi-rs/canvas');
  const image: Image | null = await loadImage(Buffer.from(png)).catch(() => null);
  if (image === null) return fail('command-failed', 'the picture cannot be read', { command: 'screencap' });
  const fitted = Math.min(1, widestPx / image.width);
  for (const { quality, scale } of attempts) {
    const width = Math.max(1, Math.round(image.width * fitted * scale));
    const height = Math.max(1, Math.round(image.height * fitted * scale));
    const canvas = createCanvas(width, height);
    canvas.getContext('2d').drawImage(image, 0, 0, width, height);
    const bytes = await canvas.encode('webp', quality);
    if (bytes.byteLength <= pictureMaxBytes) return succeed({ bytes, mediaType: 'image/webp' });
  }
  return fail('command-failed', 'the picture stays too large', { command: 'webp' });
}

const pngSignature = 0x89_50_4e_47;
const headerBytes = 24;

/** Width and height of a PNG in pixels, from its header; null for other bytes. */
export function sizeOfPng(png: Uint8Array): { readonly width: number; readonly height: number } | null {
  if (png.byteLength < headerBytes) return null;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  if (view.getUint32(0) !== pngSignature) return null;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
