import { z } from 'zod';
import { maskedKinds } from '../../contract/reports.ts';
import { Masker } from '../masking/masker.ts';

const kindSchema = z.enum(maskedKinds);
const plainSchema = z.object({
  text: z.string(),
  isNumbersOnly: z.boolean().default(false),
  isLog: z.boolean().default(false),
});

const orderSchema = z.object({
  salt: z.string(),
  known: z.array(z.object({ kind: kindSchema, value: z.string(), isPlainOnly: z.boolean().default(false) })),
  /** What says which phones these are, and stays: see `Masker`. */
  kept: z.array(z.string()),
  /** Texts that are not part of the export but tell what to look for: a name that a phone printed is then known in a log. */
  learned: z.array(plainSchema),
  files: z.array(plainSchema.extend({ name: z.string() })),
});
export type MaskingOrder = z.input<typeof orderSchema>;

export const maskedFilesSchema = z.array(
  z.object({
    name: z.string(),
    text: z.string(),
    counts: z.array(z.object({ kind: kindSchema, count: z.number() })),
    places: z.array(z.object({ from: z.number(), to: z.number(), kind: kindSchema })),
  }),
);
export type MaskedFile = z.infer<typeof maskedFilesSchema>[number];

/** The name under which the worker's entry offers `maskFiles`. */
export const maskFilesTask = 'reports.maskFiles';

/**
 * Learns all texts, then masks each file: what is found in one is masked in every one. A desk's logs and outputs take
 * seconds, so this belongs in the worker.
 */
export function maskFiles(_store: unknown, order: unknown): MaskedFile[] {
  const { salt, known, kept, learned, files } = orderSchema.parse(order);
  const masker = new Masker(salt, known, kept);
  for (const plain of [...learned, ...files]) masker.learn(plain);
  return files.map((file) => ({ name: file.name, ...masker.mask(file) }));
}
