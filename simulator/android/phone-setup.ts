import type { SkinKind } from '../models/phone-model.ts';
import { CommandLog } from './command-log.ts';
import type { PhoneSettings } from './phone-settings.ts';
import { streams, Volumes } from './volumes.ts';

const emuiUsb = { files: 'hisuite,mtp,mass_storage,adb,hdb', chargeOnly: 'adb,hdb' } as const;
const otherUsb = { files: 'mtp,adb', chargeOnly: 'adb' } as const;

/** How a phone was set up by hand, as far as it is kept in neither settings nor packages. */
export class PhoneSetup {
  readonly volumes: Volumes;
  /** Apps that the battery saver leaves alone. */
  readonly idleExceptions = new Set<string>();
  readonly commands = new CommandLog();
  /** What the USB cable is used for: charging alone, or files as well. */
  isChargeOnly = false;

  constructor(skin: SkinKind) {
    this.volumes = new Volumes(skin);
  }
}

/** What of a phone its setup is told from. */
export interface SetupSource {
  readonly model: { readonly skin: { readonly kind: SkinKind } };
  readonly settings: PhoneSettings;
  readonly setup: PhoneSetup;
  readonly packages: { readonly isRestricted: boolean };
  readonly isInputAllowed: boolean;
  readonly timeZone: string;
}

/** Properties that mirror the vendor's switches and the use of the cable. */
export function setupProperties(phone: Omit<SetupSource, 'timeZone'>): ReadonlyMap<string, string> {
  const { kind } = phone.model.skin;
  const usb = kind === 'emui' ? emuiUsb : otherUsb;
  const table = new Map<string, string>();
  if (phone.setup.isChargeOnly) {
    for (const name of ['sys.usb.config', 'sys.usb.state', 'persist.sys.usb.config']) table.set(name, usb.chargeOnly);
  }
  if (kind === 'miui' || kind === 'hyperos') {
    table.set('persist.security.adbinput', phone.isInputAllowed ? '1' : '0');
    table.set('persist.security.adbinstall', phone.packages.isRestricted ? '0' : '1');
  }
  return table;
}

/** How the phone is set up, as plain data, for tests to hold a checklist against. */
export interface SetupTruth {
  readonly stayOnMask: number;
  readonly brightness: number;
  readonly isBrightnessAutomatic: boolean;
  readonly animationScales: readonly number[];
  readonly isClockAutomatic: boolean;
  readonly timeZone: string;
  readonly isBatterySaverOn: boolean;
  readonly idleExceptions: readonly string[];
  readonly mediaVolume: number;
  readonly ringVolume: number;
  readonly isInstallAllowed: boolean;
  readonly isChargeOnly: boolean;
  readonly authorisationLifetime: string | null;
}

export function describeSetup({ settings, setup, timeZone, packages }: SetupSource): SetupTruth {
  return {
    stayOnMask: numberOr(settings.get('global', 'stay_on_while_plugged_in'), 0),
    brightness: numberOr(settings.get('system', 'screen_brightness'), 0),
    isBrightnessAutomatic: settings.get('system', 'screen_brightness_mode') === '1',
    animationScales: ['window_animation_scale', 'transition_animation_scale', 'animator_duration_scale'].map((key) =>
      numberOr(settings.get('global', key), 1),
    ),
    isClockAutomatic: settings.get('global', 'auto_time') === '1',
    timeZone,
    isBatterySaverOn: settings.get('global', 'low_power') === '1',
    idleExceptions: [...setup.idleExceptions],
    mediaVolume: setup.volumes.get(streams.music),
    ringVolume: setup.volumes.get(streams.ring),
    isInstallAllowed: !packages.isRestricted,
    isChargeOnly: setup.isChargeOnly,
    authorisationLifetime: settings.get('global', 'adb_allowed_connection_time'),
  };
}

function numberOr(value: string | null, otherwise: number): number {
  return value === null ? otherwise : Number(value);
}
