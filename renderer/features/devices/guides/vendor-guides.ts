import type { TextKey } from '../../../i18n/texts.ts';

/** How one maker's phones, or one operating system, are set up, step by step. */
export interface VendorGuide {
  readonly vendor: string;
  readonly nameKey: TextKey;
  readonly stepKeys: readonly TextKey[];
  /** The operating system it is for, as Node names it. */
  readonly platform?: 'win32' | 'darwin' | 'linux';
}

/** The makers' menus differ from release to release; the steps name both ways where they do. */
export const vendorGuides: readonly VendorGuide[] = [
  {
    vendor: 'xiaomi',
    nameKey: 'guide.xiaomi.name',
    stepKeys: ['guide.xiaomi.1', 'guide.xiaomi.2', 'guide.xiaomi.3', 'guide.xiaomi.4'],
  },
  {
    vendor: 'huawei',
    nameKey: 'guide.huawei.name',
    stepKeys: ['guide.huawei.1', 'guide.huawei.2', 'guide.huawei.3', 'guide.huawei.4'],
  },
  {
    vendor: 'oppo',
    nameKey: 'guide.oppo.name',
    stepKeys: ['guide.oppo.1', 'guide.oppo.2', 'guide.oppo.3', 'guide.oppo.4'],
  },
  {
    vendor: 'vivo',
    nameKey: 'guide.vivo.name',
    stepKeys: ['guide.vivo.1', 'guide.vivo.2', 'guide.vivo.3'],
  },
  {
    vendor: 'meizu',
    nameKey: 'guide.meizu.name',
    stepKeys: ['guide.meizu.1', 'guide.meizu.2', 'guide.meizu.3'],
  },
  {
    vendor: 'samsung',
    nameKey: 'guide.samsung.name',
    stepKeys: ['guide.samsung.1', 'guide.samsung.2', 'guide.samsung.3'],
  },
  {
    vendor: 'plain',
    nameKey: 'guide.plain.name',
    stepKeys: ['guide.plain.1', 'guide.plain.2', 'guide.plain.3'],
  },
];

/** Without the maker's driver Windows shows the phone to adb not at all. */
export const windowsDriverGuide: VendorGuide = {
  vendor: 'windows-driver',
  nameKey: 'guide.driver.name',
  stepKeys: ['guide.driver.1', 'guide.driver.2', 'guide.driver.3', 'guide.driver.4'],
};

/** Where adb comes from, by operating system. */
export const adbInstallGuides: readonly VendorGuide[] = [
  {
    vendor: 'windows',
    platform: 'win32',
    nameKey: 'guide.adb-windows.name',
    stepKeys: ['guide.adb-windows.1', 'guide.adb-windows.2', 'guide.adb.last'],
  },
  {
    vendor: 'macos',
    platform: 'darwin',
    nameKey: 'guide.adb-macos.name',
    stepKeys: ['guide.adb-macos.1', 'guide.adb.last'],
  },
  {
    vendor: 'debian',
    platform: 'linux',
    nameKey: 'guide.adb-debian.name',
    stepKeys: ['guide.adb-debian.1', 'guide.adb.last'],
  },
];
