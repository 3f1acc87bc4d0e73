import { readFileSync } from 'node:fs';
import { z } from 'zod';

const code = z.string().min(1);
const codes = z.array(code);

/** A product that is easily taken for a recommended one. */
const lookAlikeSchema = z.strictObject({
  nameZh: code,
  nameEn: code,
  /** A trailing `*` stands for any rest. */
  models: codes.min(1),
  devices: codes,
  certModels: codes,
  /** Sold under the very same name as the recommended one. */
  isOtherEdition: z.boolean(),
  ramGb: z.number().positive().nullable(),
});

const modelSchema = z.strictObject({
  key: z.string().regex(/^[a-z0-9_]+$/),
  nameZh: code,
  nameEn: code,
  manual: z.strictObject({ release: code, skin: code.nullable(), ramGb: z.number().positive() }),
  /** Values of `ro.product.model`. */
  models: codes.min(1),
  /** Those of them that another edition prints too. */
  sharedModels: codes,
  certModels: codes,
  devices: codes,
  marketNames: codes,
  lookAlikes: z.array(lookAlikeSchema),
});

const catalogueSchema = z.strictObject({
  schema: z.literal('jiqun-catalogue/1'),
  about: z.string(),
  models: z.array(modelSchema).min(1),
});

export type Catalogue = z.infer<typeof catalogueSchema>;
export type CatalogueModel = z.infer<typeof modelSchema>;
export type LookAlike = z.infer<typeof lookAlikeSchema>;

/** Checks the text of `resources/catalogue.json`. It ships with the console, so a bad one is a bug and throws. */
export function parseCatalogue(text: string): Catalogue {
  try {
    const catalogue = catalogueSchema.parse(JSON.parse(text));
    const seen = new Set<string>();
    for (const name of catalogue.models.flatMap(({ models, lookAlikes }) => [
      ...models,
      ...lookAlikes.flatMap((lookAlike) => lookAlike.models),
    ])) {
      const folded = name.toLowerCase();
      if (seen.has(folded)) throw new Error(`model code ${name} is listed twice`);
      seen.add(folded);
    }
    return catalogue;
  } catch (cause) {
    throw new Error('the phone catalogue is not readable', { cause });
  }
}

/** Reads and checks the catalogue file; throws as `parseCatalogue` does. */
export function loadCatalogue(file: string): Catalogue {
  return parseCatalogue(readFileSync(file, 'utf8'));
}
