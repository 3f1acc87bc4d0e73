import { createRequire } from 'node:module';

/** Whether the packages that read pictures are there. Named in this form, packaging brings along all that they need. */
export function hasPictureReader(): boolean {
  const require = createRequire(import.meta.url);
  try {
    return require.resolve('@gutenye/ocr-node') !== '';
  } catch {
    return false;
  }
}
