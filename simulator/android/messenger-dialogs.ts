import type { PromptWording } from '../faults/interruption-spec.ts';
import { messengerPackage } from '../messenger/variant.ts';
import type { SkinKind } from '../models/phone-model.ts';
import type { DialogParts } from '../screens/dialog.ts';

export const crashDialog: DialogParts = {
  packageName: 'android',
  title: '微信已停止运行',
  text: '微信已停止运行',
  buttons: ['关闭应用', '应用信息'],
};

export const updateDialog: DialogParts = {
  packageName: messengerPackage,
  title: '发现新版本',
  text: '新版本微信已可以更新，是否立即更新？',
  buttons: ['取消', '立即更新'],
};

export const teenModeDialog: DialogParts = {
  packageName: messengerPackage,
  title: '青少年模式',
  text: '为呵护未成年人健康成长，微信推出青少年模式，请监护人主动选择并设置监护密码。',
  buttons: ['我知道了'],
};

export const limitDialog: DialogParts = {
  packageName: messengerPackage,
  title: '提示',
  text: '你的账号被限制使用部分功能，请稍后再试',
  buttons: ['我知道了'],
};

export const frequencyDialog: DialogParts = {
  packageName: messengerPackage,
  title: '提示',
  text: '操作过于频繁，请稍后再试',
  buttons: ['确定'],
};

interface Prompt {
  readonly packageName: string;
  readonly buttons: readonly string[];
  readonly buttonIds: readonly string[];
}

const aospPrompt = 'com.android.permissioncontroller';
const promptActivity = 'com.android.packageinstaller.permission.ui.GrantPermissionsActivity';

/** Permission prompts by vendor: packages, ids and words as scripts written for these screens use them. */
const prompts: Readonly<Record<PromptWording, Prompt>> = {
  miui: {
    packageName: 'com.lbe.security.miui',
    buttons: ['拒绝', '仅在使用中允许'],
    buttonIds: ['android:id/button2', 'android:id/button1'],
  },
  oppo: {
    packageName: aospPrompt,
    buttons: ['拒绝', '使用时允许'],
    buttonIds: [`${aospPrompt}:id/deny_singleton`, `${aospPrompt}:id/grant_singleton`],
  },
  vivo: {
    packageName: aospPrompt,
    buttons: ['拒绝', '使用应用时允许'],
    buttonIds: [`${aospPrompt}:id/deny_scroll`, `${aospPrompt}:id/grant_scroll`],
  },
  aosp: {
    packageName: aospPrompt,
    buttons: ['拒绝', '仅限这一次', '仅在使用该应用时允许'],
    buttonIds: ['deny', 'allow_one_time', 'allow_foreground_only'].map(
      (name) => `${aospPrompt}:id/permission_${name}_button`,
    ),
  },
};

const wordingOf: Readonly<Record<SkinKind, PromptWording>> = {
  miui: 'miui',
  hyperos: 'miui',
  coloros: 'oppo',
  emui: 'aosp',
  flyme: 'aosp',
  oneui: 'aosp',
  plain: 'aosp',
};

/** The prompt of a vendor for a permission that the messenger asks for. */
export function permissionDialog(skin: SkinKind, wording: PromptWording | undefined): DialogParts {
  return {
    ...prompts[wording ?? wordingOf[skin]],
    activity: promptActivity,
    title: '权限申请',
    text: '是否允许“微信”获取此设备的位置信息？',
  };
}
