/** What adbd calls itself: adb shows `device`, `recovery` or `sideload` accordingly. */
export type BannerKind = 'device' | 'recovery' | 'sideload';

/**
 * The identity text of the connection packet: kind, product properties, features
 * (`device::ro.product.name=onc;…;features=shell_v2,cmd`). Source: AOSP `adb.cpp`, `get_connection_string`.
 */
export function describeBanner(
  kind: BannerKind,
  banner: { readonly properties: Readonly<Record<string, string>>; readonly features: readonly string[] },
): string {
  const parts = Object.entries(banner.properties).map(([name, value]) => `${name}=${value}`);
  parts.push(`features=${banner.features.join(',')}`);
  return `${kind}::${parts.join(';')}`;
}
