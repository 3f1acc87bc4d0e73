import type { PhoneModel } from '../models/phone-model.ts';
import { defaultKeyboard, keyboardsOf } from './keyboards.ts';
import type { Network } from './network.ts';
import type { SettingTable } from './phone-settings.ts';

/** What of a phone its settings depend on. */
export interface SettingSource {
  readonly model: PhoneModel;
  readonly sdk: number;
  readonly androidId: string;
  readonly network: Network;
}

/** Settings of a work phone as its vendor and the desk left them; radio switches mirror the radios. */
export function defaultSettings(phone: SettingSource): SettingTable {
  return { global: globalSettings(phone), secure: secureSettings(phone), system: systemSettings(phone) };
}

function globalSettings({ network, model, sdk }: SettingSource): Readonly<Record<string, string>> {
  return {
    adb_enabled: '1',
    airplane_mode_on: '0',
    airplane_mode_radios: 'cell,bluetooth,wifi,nfc,wimax',
    animator_duration_scale: '1.0',
    auto_time: '1',
    auto_time_zone: '1',
    bluetooth_on: '0',
    data_roaming: '0',
    development_settings_enabled: '1',
    device_provisioned: '1',
    low_power: '0',
    mobile_data: network.isDataEnabled ? '1' : '0',
    mode_ringer: '2',
    stay_on_while_plugged_in: '0',
    transition_animation_scale: '1.0',
    usb_mass_storage_enabled: '1',
    wifi_on: network.isWifiEnabled ? '1' : '0',
    wifi_sleep_policy: '2',
    window_animation_scale: '1.0',
    zen_mode: '0',
    ...(sdk >= 25 ? { device_name: model.marketName ?? model.model } : {}),
  };
}

function secureSettings(phone: SettingSource): Readonly<Record<string, string>> {
  return {
    accessibility_enabled: '0',
    android_id: phone.androidId,
    default_input_method: defaultKeyboard(phone),
    enabled_input_methods: keyboardsOf(phone).join(':'),
    install_non_market_apps: '1',
    location_mode: '3',
    lock_screen_lock_after_timeout: '5000',
    screensaver_enabled: '0',
    selected_input_method_subtype: '-1',
    show_ime_with_hard_keyboard: '0',
    user_setup_complete: '1',
  };
}

function systemSettings({ model }: SettingSource): Readonly<Record<string, string>> {
  return {
    accelerometer_rotation: '0',
    dim_screen: '1',
    font_scale: '1.0',
    haptic_feedback_enabled: '1',
    screen_brightness: model.skin.kind === 'emui' ? '87' : '102',
    screen_brightness_mode: '1',
    screen_off_timeout: model.skin.kind === 'coloros' ? '30000' : '60000',
    sound_effects_enabled: '1',
    time_12_24: '24',
    user_rotation: '0',
    volume_music: '5',
    volume_ring: '5',
  };
}
