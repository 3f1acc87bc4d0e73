import { propertyOf } from './health/tools/getprop.ts';

/**
 * The vendor's Android and its version, as an operator would call it (`EMUI 9.1.0`, `Flyme 7.1.5.2A`), from the
 * properties that only that skin sets. Null on stock Android and on skins not known here. HyperOS keeps the MIUI
 * properties, and Magic UI the EMUI one, so the newer name is asked first.
 */
export function detectSkin(properties: ReadonlyMap<string, string>): string | null {
  const valueOf = (key: string): string | null => propertyOf(properties, key);
  const hyperOs = valueOf('ro.mi.os.version.name');
  if (hyperOs !== null) return named('HyperOS', hyperOs.replace(/^OS/, ''));
  const miui = valueOf('ro.miui.ui.version.name');
  if (miui !== null) return named('MIUI', miuiVersion(miui, valueOf('ro.build.version.incremental')));
  const magic = valueOf('ro.build.version.magic');
  if (magic !== null) return named('Magic UI', magic.replace(/^Magic(?:UI|OS)_/, ''));
  const emui = valueOf('ro.build.version.emui');
  if (emui !== null) return named('EMUI', /^EmotionUI_(\d[\w.]*)$/.exec(emui)?.[1] ?? '');
  const colorOs = valueOf('ro.build.version.oplusrom') ?? valueOf('ro.build.version.opporom');
  if (colorOs !== null) return named('ColorOS', colorOs.replace(/^V/, ''));
  const oneUi = valueOf('ro.build.version.oneui');
  if (oneUi !== null) return named('One UI', oneUiVersion(oneUi));
  const display = valueOf('ro.build.display.id');
  return display !== null && /^Flyme\b/.test(display) ? display : null;
}

function named(name: string, version: string): string {
  return version === '' ? name : `${name} ${version}`;
}

/** The incremental `V10.1.1.0.NCKCNFI` is exact; the name alone is `V10` (or `V125` for 12.5). */
function miuiVersion(name: string, incremental: string | null): string {
  return /^V(\d+(?:\.\d+){2,3})\./.exec(incremental ?? '')?.[1] ?? name.replace(/^V/, '');
}

/** `60101` is 6.1.1. */
function oneUiVersion(code: string): string {
  const [, major, minor, patch] = /^(\d{1,2})(\d{2})(\d{2})$/.exec(code) ?? [];
  if (major === undefined) return code;
  return `${Number(major)}.${Number(minor)}${patch === '00' ? '' : `.${Number(patch)}`}`;
}
