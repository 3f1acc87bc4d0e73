import type { PreparationState } from '../../../electron/contract/preparation.ts';
import type { AndroidDevice } from '../../../simulator/android/android-device.ts';
import { messengerPackage } from '../../../simulator/messenger/variant.ts';
import type { SkinKind } from '../../../simulator/models/phone-model.ts';
import { sampleHelper, sampleVersionCode } from '../../support/preparing-desk.ts';

const android11 = 30;
/** What the npm packages of package.json hold. */
const newServer = '10.6.6';
const oldServer = '8.1.2';
const xiaomi: ReadonlySet<SkinKind> = new Set(['miui', 'hyperos']);

/** Skins whose security switch, turned off, refuses `settings put` and the time zone. */
export function isGuarded({ phone }: AndroidDevice): boolean {
  return xiaomi.has(phone.model.skin.kind) || phone.model.skin.kind === 'coloros';
}

/** What a checklist must say of this phone, by step, worked out from what the virtual phone really is. */
export function trueStates(device: AndroidDevice): Readonly<Record<string, PreparationState>> {
  const { phone } = device;
  const { setup, isInputAllowed, isSecure, messengerVersion } = device.truth();
  const { kind } = phone.model.skin;
  const apps = [messengerPackage, sampleHelper.packageName].filter((name) => phone.packages.has(name));
  return {
    authorised: 'ok',
    'kept-authorisation': only(phone.sdk >= android11, fixable(setup.authorisationLifetime === '0')),
    'security-debugging': only(xiaomi.has(kind), byHand(isInputAllowed)),
    'permission-monitoring': only(kind === 'coloros', byHand(isInputAllowed)),
    'simulated-input': only(!isGuarded(device), byHand(isInputAllowed)),
    'usb-install': only(xiaomi.has(kind), byHand(setup.isInstallAllowed)),
    'charge-only-debugging': only(kind === 'emui', setup.isChargeOnly ? 'ok' : 'unknown'),
    'stay-awake': fixable((setup.stayOnMask & 3) === 3),
    'screen-lock': byHand(!isSecure),
    brightness: fixable(!setup.isBrightnessAutomatic && setup.brightness <= 102),
    volume: fixable(isQuiet(setup.mediaVolume, 15) && isQuiet(setup.ringVolume, kind === 'oneui' ? 15 : 7)),
    animations: fixable(setup.animationScales.every((scale) => scale === 0)),
    'time-zone': fixable(setup.timeZone === 'Asia/Shanghai'),
    'automatic-clock': fixable(setup.isClockAutomatic),
    'battery-saver': fixable(!setup.isBatterySaverOn),
    messenger: byHand(messengerVersion !== null),
    'helper-apps': fixable(hasHelpers(device)),
    'battery-exceptions':
      apps.length === 0 ? 'not-applicable' : fixable(apps.every((name) => setup.idleExceptions.includes(name))),
  };
}

/** The stand-in, the server for its Android level with its test, and the keyboard. */
function hasHelpers({ phone }: AndroidDevice): boolean {
  const server = phone.packages.get('io.appium.uiautomator2.server');
  const isServerRight = server?.versionName === (phone.sdk >= 26 ? newServer : oldServer);
  return (
    (phone.packages.get(sampleHelper.packageName)?.versionCode ?? 0) >= sampleVersionCode &&
    isServerRight &&
    phone.packages.has('io.appium.uiautomator2.server.test') &&
    phone.packages.has('io.appium.settings')
  );
}

function isQuiet(index: number, most: number): boolean {
  return index <= 1 || index / most <= 0.25;
}

function fixable(isRight: boolean): PreparationState {
  return isRight ? 'ok' : 'to-fix';
}

function byHand(isRight: boolean): PreparationState {
  return isRight ? 'ok' : 'hand';
}

function only(isFor: boolean, state: PreparationState): PreparationState {
  return isFor ? state : 'not-applicable';
}
