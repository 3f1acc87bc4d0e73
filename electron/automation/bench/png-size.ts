/** Where a PNG's header chunk has its width and height (PNG specification, 11.2.2). */
const widthAt = 16;
const heightAt = 20;
const headerEnd = 24;
const pngStart = 0x89_50_4e_47;

/** Width and height of a PNG; null for bytes that are none. */
export function readPngSize(png: Uint8Array): { readonly width: number; readonly height: number } | null {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  if (bytes.byteLength < headerEnd || bytes.readUInt32BE(0) !== pngStart) return null;
  const width = bytes.readUInt32BE(widthAt);
  const height = bytes.readUInt32BE(heightAt);
  return width > 0 && height > 0 ? { width, height } : null;
}
