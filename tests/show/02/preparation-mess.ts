import type { AndroidDevice } from '../../../simulator/android/android-device.ts';
import type { DeviceCondition } from '../../../simulator/desk/desk-device.ts';
import { messengerPackage } from '../../../simulator/messenger/variant.ts';
import type { SeededRandom } from '../../../simulator/world/seeded-random.ts';

/** Seven skins, so that at least six stand on any desk of eight phones. */
export const skinModels = [
  'redmi_7',
  'redmi_note_14',
  'honor_8x',
  'oppo_a5_2018',
  'meizu_v8',
  'galaxy_a52',
  'pixel_4a',
  'huawei_mate_10',
  'redmi_5a',
  'oppo_r17',
  'honor_play_7c',
  'meizu_x8',
  'redmi_note_7',
  'redmi_6a',
] as const;

type Mess = (device: AndroidDevice, random: SeededRandom) => void;

const wrongZones = ['America/New_York', 'UTC', 'Asia/Tokyo'] as const;
const put =
  (namespace: 'global' | 'system', key: string, values: readonly string[]): Mess =>
  ({ phone }, random) =>
    phone.settings.put(namespace, key, random.pick(values));

/** Each is a thing that is wrong or right by the draw; the factory's own values are wrong in most of them already. */
const messes: readonly Mess[] = [
  put('global', 'stay_on_while_plugged_in', ['0', '1', '2', '3', '7']),
  put('system', 'screen_brightness', ['30', '60', '140', '255']),
  put('system', 'screen_brightness_mode', ['0', '1']),
  put('global', 'window_animation_scale', ['0', '0.0', '0.5', '1.0']),
  put('global', 'transition_animation_scale', ['0', '1.0']),
  put('global', 'animator_duration_scale', ['0', '1.0']),
  put('global', 'auto_time', ['0', '1']),
  put('global', 'low_power', ['0', '1']),
  put('global', 'adb_allowed_connection_time', ['0', '604800000']),
  ({ phone }, random) => phone.setup.volumes.set(3, random.pick([0, 2, 9, 15])),
  ({ phone }, random) => phone.setup.volumes.set(2, random.pick([0, 1, 5, 7])),
  ({ phone }, random) => {
    if (random.next() < 0.5) phone.setProperty('persist.sys.timezone', random.pick(wrongZones));
  },
  ({ phone }, random) => {
    if (random.next() < 0.3) phone.setup.idleExceptions.add(messengerPackage);
  },
  ({ phone }, random) => {
    if (random.next() < 0.15) phone.packages.uninstall(messengerPackage);
  },
  ({ phone }, random) => {
    if (random.next() < 0.2) phone.display.screens.keyguard.setPin('2580');
  },
];

const refusals: readonly (readonly [DeviceCondition, number])[] = [
  ['security-switch-off', 0.35],
  ['install-refused', 0.3],
  ['settings-not-kept', 0.12],
  ['charge-only', 0.3],
];

/** Sets a phone up as badly as the draw has it, and lets it refuse what the draw has it refuse. */
export function messUp(device: AndroidDevice, random: SeededRandom): void {
  for (const mess of messes) mess(device, random);
  for (const [condition, chance] of refusals) device.setCondition(condition, random.next() < chance);
}
