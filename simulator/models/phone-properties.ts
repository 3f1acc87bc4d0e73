import android from './properties/android.json' with { type: 'json' };
import services from './properties/services.json' with { type: 'json' };
import skins from './properties/skins.json' with { type: 'json' };
import type { PhoneModel } from './phone-model.ts';

/** What differs between two phones of one model. */
export interface PropertyFacts {
  readonly serial: string;
  readonly androidId: string;
  readonly bootMs: number;
  /** One entry per slot: `LOADED` or `ABSENT`. */
  readonly simStates: readonly [string, string];
  readonly operator: { readonly name: string; readonly number: string } | null;
  readonly isWifiOn: boolean;
}

/** The whole property table of a phone as `getprop` prints it, by name. */
export function buildProperties(model: PhoneModel, facts: PropertyFacts): Map<string, string> {
  const values = placeholders(model, facts);
  const fill = (template: string): string =>
    template.replaceAll(/\{(\w+)\}/gu, (_all, name: string) => values[name] ?? '');
  const table = new Map<string, string>();
  for (const [name, template] of Object.entries(android)) table.set(name, fill(template));
  for (const name of services.running) table.set(`init.svc.${name}`, 'running');
  for (const name of services.stopped) table.set(`init.svc.${name}`, 'stopped');
  table.set('init.svc.adbd', services.adbd);
  for (const [name, template] of Object.entries(skins[model.skin.kind])) table.set(name, fill(template));
  return new Map([...table].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** `ro.build.fingerprint` in the form of the model's vendor. */
export function fingerprintOf(model: PhoneModel): string {
  const { release, buildId, incremental } = model.android;
  return `${model.brand}/${model.name}/${model.device}:${release}/${buildId}/${incremental}:user/release-keys`;
}

function placeholders(model: PhoneModel, facts: PropertyFacts): Readonly<Record<string, string>> {
  const { android: os, skin, screen } = model;
  return {
    ...phonePlaceholders(model, facts),
    release: os.release,
    sdk: String(os.sdk),
    buildId: os.buildId,
    incremental: os.incremental,
    securityPatch: os.securityPatch,
    buildDate: new Date(os.builtAt).toUTCString(),
    buildSeconds: String(Math.floor(os.builtAt / 1000)),
    displayId: displayId(model),
    fingerprint: fingerprintOf(model),
    skinVersion: skin.version,
    skinCode: skin.code,
    density: String(screen.density),
    panelWidth: String(screen.width),
    heapGrowth: screen.width >= 1080 ? '256m' : '192m',
    heapSize: '512m',
    isTreble: String(os.sdk >= 26),
    cryptoType: os.sdk >= 28 ? 'file' : 'block',
    usbConfig: skin.kind === 'emui' ? 'hisuite,mtp,mass_storage,adb,hdb' : 'mtp,adb',
  };
}

function phonePlaceholders(model: PhoneModel, facts: PropertyFacts): Readonly<Record<string, string>> {
  const abis = model.abiList.split(',');
  const forSims = (text: string): string => facts.simStates.map((state) => (state === 'LOADED' ? text : '')).join(',');
  return {
    brand: model.brand,
    manufacturer: model.manufacturer,
    manufacturerLower: model.manufacturer.toLowerCase(),
    model: model.model,
    name: model.name,
    device: model.device,
    cert: model.cert ?? '',
    marketName: model.marketName ?? model.model,
    board: model.board,
    platform: model.platform,
    hardware: model.hardware,
    abi: abis[0] ?? '',
    abiList: model.abiList,
    abiList64: abis.filter((abi) => abi.includes('64')).join(','),
    zygote: abis[0] === 'arm64-v8a' ? 'zygote64_32' : 'zygote32',
    serial: facts.serial,
    androidId: facts.androidId,
    bootMs: String(facts.bootMs),
    simStates: facts.simStates.join(','),
    phoneTypes: '1,1',
    networkTypes: facts.simStates.map((state) => (state === 'LOADED' ? 'LTE' : 'Unknown')).join(','),
    operators: forSims(facts.operator?.name ?? ''),
    operatorNumbers: forSims(facts.operator?.number ?? ''),
    countries: forSims('cn'),
    wlanDriver: facts.isWifiOn ? 'ok' : 'unloaded',
  };
}

function displayId(model: PhoneModel): string {
  const { release, buildId, incremental } = model.android;
  switch (model.skin.kind) {
    case 'flyme':
      return model.skin.version;
    case 'emui':
      return `${model.model} ${incremental.startsWith(release) ? '' : `${release}.`}${incremental}`;
    case 'coloros':
      return `${model.model}_11_A.39`;
    case 'miui':
    case 'hyperos':
    case 'oneui':
    case 'plain':
      return buildId;
  }
}
