import type { PhoneFacts } from '../../contract/phones.ts';
import type { Catalogue, CatalogueModel, LookAlike } from './catalogue.ts';

export type ModelMatch =
  | { readonly kind: 'listed'; readonly model: CatalogueModel; readonly isEditionSure: boolean }
  /** Not the recommended one, though easily taken for it. `lookAlike` is null for a product the list does not name. */
  | { readonly kind: 'look-alike'; readonly model: CatalogueModel; readonly lookAlike: LookAlike | null }
  | { readonly kind: 'unlisted' };

type ModelFacts = Pick<PhoneFacts, 'model' | 'device' | 'certModel' | 'marketName'>;

/**
 * Finds the catalogue's word for a phone by its model code, whole and without regard to case. A listed code whose
 * device or certificate is a look-alike's is that look-alike (Redmi Y3 shares the device name `onc`; the standard
 * Meizu V8 shares the sales name). A code that nobody lists is the recommended model only if device and certificate
 * both are; a shared device or sales name alone makes it a look-alike. A code is never matched by its beginning.
 */
export function matchModel(facts: ModelFacts, catalogue: Catalogue): ModelMatch {
  for (const model of catalogue.models) {
    const lookAlike = model.lookAlikes.find((candidate) => isListed(facts.model, candidate.models));
    if (lookAlike !== undefined) return { kind: 'look-alike', model, lookAlike };
  }
  const listed = catalogue.models.find(({ models }) => isListed(facts.model, models));
  if (listed !== undefined) return matchListed(facts, listed);
  const byBoth = catalogue.models.find(
    ({ devices, certModels }) => isListed(facts.device, devices) && isListed(facts.certModel, certModels),
  );
  if (byBoth !== undefined) return { kind: 'listed', model: byBoth, isEditionSure: true };
  const akin = catalogue.models.find(
    ({ devices, marketNames }) => isListed(facts.device, devices) || isListed(facts.marketName, marketNames),
  );
  if (akin === undefined) return { kind: 'unlisted' };
  return { kind: 'look-alike', model: akin, lookAlike: contradiction(facts, akin) };
}

function matchListed(facts: ModelFacts, model: CatalogueModel): ModelMatch {
  const lookAlike = contradiction(facts, model);
  if (lookAlike !== null) return { kind: 'look-alike', model, lookAlike };
  const isConfirmed = isListed(facts.device, model.devices) || isListed(facts.certModel, model.certModels);
  return { kind: 'listed', model, isEditionSure: isConfirmed || !isListed(facts.model, model.sharedModels) };
}

/** The look-alike that this phone's device or certificate gives away, if any. */
function contradiction(facts: ModelFacts, model: CatalogueModel): LookAlike | null {
  return (
    model.lookAlikes.find(
      ({ devices, certModels }) => isListed(facts.device, devices) || isListed(facts.certModel, certModels),
    ) ?? null
  );
}

/**
 * What `model:` of `adb devices -l` may be, for a phone that was not asked yet: adb prints every character but letters
 * and digits as `_`, so both sides are folded. The key of the entry, or null; getprop has the last word.
 */
export function guessFromAdbModel(adbModel: string, catalogue: Catalogue): string | null {
  const wanted = asAdbPrints(adbModel);
  const found = catalogue.models.find(({ models }) => models.some((name) => asAdbPrints(name) === wanted));
  return found?.key ?? null;
}

function asAdbPrints(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]/g, '_').toLowerCase();
}

function isListed(name: string | null | undefined, codes: readonly string[]): boolean {
  const folded = name?.toLowerCase();
  if (folded === undefined || folded === '') return false;
  return codes.some((code) => {
    const wanted = code.toLowerCase();
    return wanted.endsWith('*') ? folded.startsWith(wanted.slice(0, -1)) : folded === wanted;
  });
}
