import type { PhoneModel, SkinKind } from '../models/phone-model.ts';

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

/** Ids of the installed keyboards, as `ime list -a -s` prints them. */
export function keyboardsOf({ model }: { readonly model: PhoneModel }): readonly string[] {
  return shipped[model.skin.kind];
}

export function defaultKeyboard({ model }: { readonly model: PhoneModel }): string {
  return shipped[model.skin.kind][0];
}
