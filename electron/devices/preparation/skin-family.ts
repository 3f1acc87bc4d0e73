import type { SkinFamily } from '../../contract/preparation.ts';

const bySkin: readonly (readonly [RegExp, SkinFamily])[] = [
  [/^(?:MIUI|HyperOS)\b/, 'xiaomi'],
  [/^(?:EMUI|Magic ?UI|MagicOS|HarmonyOS)\b/, 'huawei'],
  [/^(?:ColorOS|realme UI|OxygenOS)\b/, 'oppo'],
  [/^Flyme\b/, 'meizu'],
  [/^(?:Funtouch|OriginOS)\b/, 'vivo'],
  [/^One UI\b/, 'samsung'],
];
const byBrand: readonly (readonly [RegExp, SkinFamily])[] = [
  [/^(?:xiaomi|redmi|poco)$/, 'xiaomi'],
  [/^(?:huawei|honor)$/, 'huawei'],
  [/^(?:oppo|realme|oneplus)$/, 'oppo'],
  [/^meizu$/, 'meizu'],
  [/^(?:vivo|iqoo)$/, 'vivo'],
  [/^samsung$/, 'samsung'],
];

/** Whose menus a phone has: by its skin, and where that is not known by its brand. */
export function skinFamilyOf(facts: { readonly skin: string | null; readonly brand: string | null }): SkinFamily {
  const { skin } = facts;
  const brand = facts.brand?.toLowerCase() ?? '';
  const found = skin === null ? undefined : bySkin.find(([pattern]) => pattern.test(skin));
  return (found ?? byBrand.find(([pattern]) => pattern.test(brand)))?.[1] ?? 'other';
}
