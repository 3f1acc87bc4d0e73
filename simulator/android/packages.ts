import type { PhoneModel, SkinKind } from '../models/phone-model.ts';
import { messengerPackage } from '../messenger/variant.ts';
import { readApkManifest, type ApkManifest, type Instrumentation } from './apk/apk-manifest.ts';
import { readSigner } from './apk/apk-signature.ts';
import type { Storage } from './storage.ts';

export interface InstalledPackage {
  readonly name: string;
  readonly versionName: string;
  readonly versionCode: number;
  readonly minSdk: number;
  readonly targetSdk: number;
  readonly installer: string | null;
  /** Path of the base APK. */
  readonly path: string;
  readonly isSystem: boolean;
  readonly firstInstallAt: number;
  readonly updatedAt: number;
  readonly bytes: number;
  readonly instrumentations: readonly Instrumentation[];
  /** Class names of the keyboards in it. */
  readonly keyboards: readonly string[];
  /** Fingerprint of the key that it is signed with; null for what the phone shipped with and for unsigned test packages. */
  readonly signer: string | null;
}

/** How an installation is asked for. */
export interface InstallOptions {
  readonly mayReplace: boolean;
  readonly mayDowngrade: boolean;
  readonly installer: string | null;
}

/** `Failure [...]` as `pm` prints it, without the brackets. */
export interface InstallFailure {
  readonly failure: string;
}

const dayMs = 86_400_000;
const shippedDaysAgo = 400;

const systemPackages: readonly string[] = [
  'android',
  'com.android.settings',
  'com.android.contacts',
  'com.android.systemui',
  'com.android.shell',
];

const skinPackages: Readonly<Record<SkinKind, readonly string[]>> = {
  miui: ['com.miui.home', 'com.miui.securitycenter', 'com.lbe.security.miui'],
  hyperos: ['com.miui.home', 'com.miui.securitycenter', 'com.lbe.security.miui'],
  emui: ['com.huawei.android.launcher', 'com.huawei.systemmanager'],
  coloros: ['com.oppo.launcher', 'com.coloros.safecenter'],
  flyme: ['com.meizu.flyme.launcher', 'com.meizu.safe'],
  oneui: ['com.sec.android.app.launcher', 'com.samsung.android.lool'],
  plain: ['com.android.launcher3'],
};

interface InstallCandidate {
  readonly manifest: ApkManifest;
  readonly signer: string | null;
  readonly before: InstalledPackage | null;
  readonly bytes: number;
}

const shippedParts = { instrumentations: [], keyboards: [], signer: null } as const;

/** The apps on one phone; installing checks what a real package manager checks, in its order. */
export class InstalledPackages {
  readonly #byName = new Map<string, InstalledPackage>();
  readonly #model: PhoneModel;
  readonly #storage: Storage;
  readonly #now: () => number;
  readonly #makeToken: () => string;
  #isRestricted = false;

  constructor(model: PhoneModel, parts: { storage: Storage; now: () => number; makeToken: () => string }) {
    this.#model = model;
    this.#storage = parts.storage;
    this.#now = parts.now;
    this.#makeToken = parts.makeToken;
    const at = parts.now() - shippedDaysAgo * dayMs;
    for (const name of [...systemPackages, ...skinPackages[model.skin.kind]]) this.#ship(name, at);
    this.#shipMessenger(at);
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  get(name: string): InstalledPackage | null {
    return this.#byName.get(name) ?? null;
  }

  list(): readonly InstalledPackage[] {
    return [...this.#byName.values()];
  }

  /** The store has brought another version of the messenger over night. */
  updateMessenger(versionName: string, versionCode: number): void {
    const before = this.get(messengerPackage);
    if (before === null) return;
    this.#byName.set(messengerPackage, { ...before, versionName, versionCode, updatedAt: this.#now() });
  }

  get isRestricted(): boolean {
    return this.#isRestricted;
  }

  /** The vendor's switch "install via USB" is off, or nobody accepted its dialog. */
  setRestricted(isRestricted: boolean): void {
    this.#isRestricted = isRestricted;
  }

  /** Installs an APK, or says why a phone would not. */
  install(apk: Uint8Array, options: InstallOptions): InstalledPackage | InstallFailure {
    const manifest = readApkManifest(apk);
    if (manifest === null)
      return { failure: 'INSTALL_PARSE_FAILED_NOT_APK: Failed to parse /data/app/vmdl.tmp/base.apk' };
    const before = this.get(manifest.packageName);
    const signer = readSigner(apk);
    const failure = this.#refusalOf({ manifest, signer, before, bytes: apk.length }, options);
    if (failure !== null) return { failure };
    this.#storage.charge(apk.length - (before?.bytes ?? 0));
    const { packageName: name, ...version } = manifest;
    const installed: InstalledPackage = {
      name,
      ...version,
      installer: options.installer,
      path: `/data/app/${name}-${this.#makeToken()}==/base.apk`,
      isSystem: before?.isSystem ?? false,
      firstInstallAt: before?.firstInstallAt ?? this.#now(),
      updatedAt: this.#now(),
      bytes: apk.length,
      signer,
    };
    this.#byName.set(name, installed);
    return installed;
  }

  /** Removes an app; false for one that is not there or belongs to the system. */
  uninstall(name: string): boolean {
    const found = this.#byName.get(name);
    if (found === undefined || found.isSystem) return false;
    this.#storage.charge(-found.bytes);
    return this.#byName.delete(name);
  }

  /** Why a real package manager would not install it, checked in its order; null when it would. */
  #refusalOf({ manifest, signer, before, bytes }: InstallCandidate, options: InstallOptions): string | null {
    const { sdk } = this.#model.android;
    const { packageName, minSdk } = manifest;
    if (this.#isRestricted) return 'INSTALL_FAILED_USER_RESTRICTED: Install canceled by user';
    if (minSdk > sdk) {
      return `INSTALL_FAILED_OLDER_SDK: Failed parse during installPackageLI: Requires newer sdk version #${minSdk} (current version is #${sdk})`;
    }
    if (before !== null && !options.mayReplace) {
      return `INSTALL_FAILED_ALREADY_EXISTS: Attempt to re-install ${packageName} without first uninstalling.`;
    }
    if (before !== null && !before.isSystem && before.signer !== signer) {
      return `INSTALL_FAILED_UPDATE_INCOMPATIBLE: Package ${packageName} signatures do not match previously installed version; ignoring!`;
    }
    if (before !== null && manifest.versionCode < before.versionCode && !options.mayDowngrade) {
      return 'INSTALL_FAILED_VERSION_DOWNGRADE';
    }
    return this.#storage.hasRoom(bytes - (before?.bytes ?? 0)) ? null : 'INSTALL_FAILED_INSUFFICIENT_STORAGE';
  }

  #ship(name: string, at: number): void {
    const { sdk, release } = this.#model.android;
    this.#byName.set(name, {
      name,
      versionName: release,
      versionCode: sdk,
      minSdk: sdk,
      targetSdk: sdk,
      installer: null,
      path: `/system/priv-app/${name}/${name}.apk`,
      isSystem: true,
      firstInstallAt: at,
      updatedAt: at,
      bytes: 0,
      ...shippedParts,
    });
  }

  #shipMessenger(at: number): void {
    this.#byName.set(messengerPackage, {
      name: messengerPackage,
      versionName: this.#model.messenger,
      versionCode: messengerVersionCode(this.#model.messenger),
      minSdk: 23,
      targetSdk: 29,
      installer: null,
      path: `/data/app/${messengerPackage}-${this.#makeToken()}==/base.apk`,
      isSystem: false,
      firstInstallAt: at,
      updatedAt: at,
      bytes: 0,
      ...shippedParts,
    });
  }
}

/** 8.0.38 was 2400 in a real dump; each step of the last number adds 20 here. */
function messengerVersionCode(version: string): number {
  const [major = 0, , patch = 0] = version.split('.').map(Number);
  return major >= 8 ? 2400 + (patch - 38) * 20 : 1380 + patch * 20;
}
