import type { PhoneModel, SkinKind } from '../models/phone-model.ts';
import type { InstalledPackages } from './packages.ts';

const latin = 'com.google.android.inputmethod.latin/com.android.inputmethod.latin.LatinIME';

/** The keyboards that each vendor ships in China; the first one is the default. */
const shipped: Readonly<Record<SkinKind, readonly [string, ...string[]]>> = {
  miui: ['com.sohu.inputmethod.sogou.xiaomi/.SogouIME', 'com.baidu.input_mi/.ImeService'],
  hyperos: ['com.sohu.inputmethod.sogou.xiaomi/.SogouIME', 'com.iflytek.inputmethod.miui/.FlyIME'],
  emui: ['com.baidu.input_huawei/.ImeService', 'com.touchtype.swiftkey/com.touchtype.KeyboardService'],
  coloros: ['com.baidu.input_oppo/.ImeService', 'com.sohu.inputmethod.sogouoem/.SogouIME'],
  flyme: ['com.meizu.flyme.input/com.meizu.input.MzInputService'],
  oneui: ['com.samsung.android.honeyboard/.service.HoneyBoardService'],
  plain: [latin],
};

/** Ids of the keyboards that the vendor shipped, as `ime list -a -s` prints them. */
export function keyboardsOf({ model }: { readonly model: PhoneModel }): readonly string[] {
  return shipped[model.skin.kind];
}

/** Every keyboard on the phone: the vendor's, and those of apps that were installed. */
export function installedKeyboards(phone: {
  readonly model: PhoneModel;
  readonly packages: InstalledPackages;
}): readonly string[] {
  const added = phone.packages
    .list()
    .flatMap(({ name, keyboards }) => keyboards.map((keyboard) => shortId(name, keyboard)));
  return [...keyboardsOf(phone), ...added];
}

/** A class of the package itself is written with a leading dot. */
function shortId(packageName: string, className: string): string {
  const isOwn = className.startsWith(`${packageName}.`);
  return `${packageName}/${isOwn ? className.slice(packageName.length) : className}`;
}

export function defaultKeyboard({ model }: { readonly model: PhoneModel }): string {
  return shipped[model.skin.kind][0];
}
