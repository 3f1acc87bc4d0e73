import type { CatalogueResult, PhoneFacts } from '../../contract/phones.ts';
import type { Catalogue, CatalogueModel, LookAlike } from './catalogue.ts';
import { matchModel, type ModelMatch } from './model-match.ts';
import { ramClassOf } from './ram-class.ts';

type Reason = CatalogueResult['reasons'][number];
type Verdict = CatalogueResult['verdict'];

/** The least that the console and the messenger work with: Android 7.1 (SDK 25) and the 2 GB class. */
const leastSdk = 25;
const leastRamGb = 2;

/**
 * Says whether a phone is one of the manual's models, with every reason. Pure.
 *
 * - recommended: the model is on the list, and its memory is not below the manual's (or not known yet);
 * - compatible: not on the list, or on it with less memory, but at least Android 7.1 and the 2 GB class;
 * - not-recommended: below either, or another edition that lacks the manual's memory;
 * - unknown: the model cannot be read, or what decides cannot.
 *
 * Another Android version than the manual's, and an old security patch, are notes: they change no verdict.
 */
export function judgeCatalogue(
  facts: PhoneFacts,
  catalogue: Catalogue,
  now: number,
  isVirtual = false,
): CatalogueResult {
  const notes = [...securityNotes(facts, now), ...(isVirtual ? [reason('virtual-phone')] : [])];
  if (facts.model === null) return unlisted('unknown', [reason('model-unreadable'), ...notes]);
  const match = matchModel(facts, catalogue);
  if (match.kind === 'listed') {
    const { verdict, reasons } = judgeListed(facts, match);
    const { key, nameZh, nameEn } = match.model;
    return { verdict, modelKey: key, nameZh, nameEn, reasons: [...reasons, ...notes] };
  }
  const fitness = judgeFitness(facts);
  if (match.kind === 'unlisted') {
    return unlisted(fitness.verdict, [
      reason('model-not-on-list', { model: facts.model }),
      ...fitness.reasons,
      ...notes,
    ]);
  }
  const { lookAlike, model } = match;
  const named = lookAlikeReason(facts.model, lookAlike, model);
  if (lookAlike?.isOtherEdition === true) {
    return unlisted('not-recommended', [named, ...editionReasons(lookAlike, model), ...notes]);
  }
  return unlisted(fitness.verdict, [named, ...fitness.reasons, ...notes]);
}

function reason(code: Reason['code'], params: Reason['params'] = {}): Reason {
  return { code, params };
}

function unlisted(verdict: Verdict, reasons: Reason[]): CatalogueResult {
  return { verdict, modelKey: null, nameZh: null, nameEn: null, reasons };
}

function judgeListed(
  facts: PhoneFacts,
  { model, isEditionSure }: Extract<ModelMatch, { kind: 'listed' }>,
): { verdict: Verdict; reasons: Reason[] } {
  const onList = reason('model-on-list', { nameZh: model.nameZh, nameEn: model.nameEn });
  const os = osReasons(facts, model);
  const manualGb = model.manual.ramGb;
  const ramGb = facts.ramMb === null ? null : ramClassOf(facts.ramMb);
  const android = fitsAndroid(facts);
  if (android === false) return { verdict: 'not-recommended', reasons: [onList, androidReason(facts, false), ...os] };
  if (ramGb === null) {
    const reasons = [onList, ...os, reason('ram-unknown', { manualGb })];
    return isEditionSure
      ? { verdict: 'recommended', reasons }
      : { verdict: 'unknown', reasons: [...reasons, reason('edition-differs', { nameZh: model.nameZh, manualGb })] };
  }
  if (ramGb >= manualGb) {
    return { verdict: 'recommended', reasons: [onList, ...os, reason('ram-matches-manual', { ramGb, manualGb })] };
  }
  const edition = isEditionSure
    ? []
    : [reason('edition-differs', { nameZh: model.nameZh, nameEn: model.nameEn, ramGb, manualGb })];
  return {
    verdict: ramGb >= leastRamGb && isEditionSure ? 'compatible' : 'not-recommended',
    reasons: [onList, ...edition, ...os, reason('ram-below-manual', { ramGb, manualGb })],
  };
}

/** The rule for what is not on the list. */
function judgeFitness(facts: PhoneFacts): { verdict: Verdict; reasons: Reason[] } {
  const fits = fitsAndroid(facts);
  const ramGb = facts.ramMb === null ? null : ramClassOf(facts.ramMb);
  const android = fits === null ? [] : [androidReason(facts, fits)];
  if (fits === false) return { verdict: 'not-recommended', reasons: android };
  if (ramGb === null)
    return { verdict: 'unknown', reasons: [...android, reason('ram-unknown', { manualGb: leastRamGb })] };
  if (ramGb < leastRamGb) {
    return {
      verdict: 'not-recommended',
      reasons: [...android, reason('ram-below-manual', { ramGb, manualGb: leastRamGb })],
    };
  }
  const ram = reason('ram-matches-manual', { ramGb, manualGb: leastRamGb });
  return { verdict: fits === null ? 'unknown' : 'compatible', reasons: [...android, ram] };
}

function fitsAndroid({ sdk }: PhoneFacts): boolean | null {
  return sdk === null ? null : sdk >= leastSdk;
}

function androidReason({ androidRelease, sdk }: PhoneFacts, fits: boolean): Reason {
  return reason(fits ? 'android-fits' : 'android-too-old', { release: androidRelease, sdk });
}

function editionReasons({ nameZh, nameEn, ramGb }: LookAlike, { manual }: CatalogueModel): Reason[] {
  const edition = reason('edition-differs', { nameZh, nameEn, ramGb, manualGb: manual.ramGb });
  const isBelow = ramGb !== null && ramGb < manual.ramGb;
  return isBelow ? [edition, reason('ram-below-manual', { ramGb, manualGb: manual.ramGb })] : [edition];
}

function lookAlikeReason(modelCode: string, lookAlike: LookAlike | null, model: CatalogueModel): Reason {
  return reason('look-alike', {
    model: modelCode,
    nameZh: lookAlike?.nameZh ?? modelCode,
    nameEn: lookAlike?.nameEn ?? modelCode,
    confusedWithZh: model.nameZh,
    confusedWithEn: model.nameEn,
  });
}

/** `8.1` covers `8.1.0`. A manual version of a skin (EMUI 9.1) is compared with the skin where that is known. */
function osReasons({ androidRelease, skin }: PhoneFacts, { manual }: CatalogueModel): Reason[] {
  if (androidRelease === null) return [];
  const isRelease = startsWithVersion(androidRelease, manual.release);
  const isSkin = manual.skin === null || skin === null || startsWithVersion(skin, manual.skin);
  const params = { release: androidRelease, skin, manualRelease: manual.release, manualSkin: manual.skin };
  return [reason(isRelease && isSkin ? 'os-matches-manual' : 'os-differs-from-manual', params)];
}

function startsWithVersion(version: string, wanted: string): boolean {
  return version === wanted || version.startsWith(`${wanted}.`);
}

/** A patch level more than two years old gets no more fixes. */
function securityNotes({ securityPatch }: PhoneFacts, now: number): Reason[] {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(securityPatch ?? '') ?? [];
  if (year === undefined) return [reason('security-support-unknown')];
  const endAt = Date.UTC(Number(year) + 2, Number(month) - 1, Number(day));
  return endAt < now ? [reason('out-of-security-support', { patch: securityPatch })] : [];
}
