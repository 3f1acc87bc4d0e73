import type { SkinKind } from '../../models/phone-model.ts';
import type { BatteryReading } from '../battery.ts';
import type { Phone } from '../phone.ts';

const androidN = 24;
const androidT = 33;
const androidU = 34;

/** `dumpsys battery` in the form of the phone's Android level and skin. */
export function dumpBattery(phone: Phone): string {
  const reading = phone.battery.read();
  const { kind } = phone.model.skin;
  return [...before(kind, reading), ...batteryState(phone, reading), ...after(kind, reading, phone.now())]
    .map((line) => `${line}\n`)
    .join('');
}

function batteryState(phone: Phone, reading: BatteryReading): readonly string[] {
  const { sdk } = phone;
  const isHyper = phone.model.skin.kind === 'hyperos';
  return [
    'Current Battery Service state:',
    ...(phone.battery.isFrozen ? ["  (UPDATES STOPPED -- use 'reset' to restart)"] : []),
    `  AC powered: ${reading.source === 'ac'}`,
    `  USB powered: ${reading.source === 'usb'}`,
    `  Wireless powered: ${reading.source === 'wireless'}`,
    ...(sdk >= androidT ? ['  Dock powered: false'] : []),
    ...(sdk >= androidN
      ? [
          `  Max charging current: ${reading.source === 'none' ? 0 : 500_000}`,
          ...(isHyper
            ? [
                ' Time when the latest updated value of the Max charging current was sent via battery changed broadcast: +2h11m4s310ms',
              ]
            : []),
          `  Max charging voltage: ${reading.source === 'none' ? 0 : 5_000_000}`,
          `  Charge counter: ${reading.chargeCounterUah}`,
        ]
      : []),
    `  status: ${reading.status}`,
    `  health: ${reading.health}`,
    '  present: true',
    `  level: ${reading.level}`,
    '  scale: 100',
    `  voltage: ${reading.voltageMv}`,
    ...(isHyper
      ? [
          ' Time when the latest updated value of the voltage was sent via battery changed broadcast: +2h11m6s902ms',
          ` The last voltage value sent via the battery changed broadcast: ${reading.voltageMv + 3}`,
        ]
      : []),
    `  temperature: ${reading.temperatureTenths}`,
    `  technology: ${phone.model.technology}`,
    ...(sdk >= androidU ? ['  Charging state: 0', '  Charging policy: 1', '  Capacity level: -1'] : []),
  ];
}

/** Vendors' blocks in front; their `PhoneTemp` is not the battery's. */
function before(kind: SkinKind, reading: BatteryReading): readonly string[] {
  if (kind !== 'coloros') return [];
  return [
    'Current OPPO Battery Service state:',
    '  Chargefastcharger: false',
    `  PlugType: ${reading.source === 'none' ? 0 : 2}`,
    `  PhoneTemp: ${Math.round(reading.temperatureTenths + 41)}`,
    '  ThermalFeatureOn: true',
    `  BatteryCurrent: ${-reading.currentMa}`,
    '  ChargerVoltage: 4975',
    '  ChargerTechnology: 0',
  ];
}

function after(kind: SkinKind, reading: BatteryReading, now: number): readonly string[] {
  switch (kind) {
    case 'oneui':
      return afterOneUi(reading);
    case 'hyperos':
      return [
        'MiuiBatteryService first usage time:',
        '  mSetBatteryUsageTimeCount=31',
        `  mNtpTime=${now}`,
        '  mParseNtpTime=20250604',
      ];
    case 'miui':
    case 'emui':
    case 'coloros':
    case 'flyme':
    case 'plain':
      return [];
  }
}

/** One UI repeats the charge counter in lower case and keeps its own records, one of them an old temperature. */
function afterOneUi(reading: BatteryReading): readonly string[] {
  return [
    '  batterySWSelfDischarging: false',
    '  batteryMiscEvent: 0',
    '  batteryCurrentEvent: 0',
    `  mSecPlugTypeSummary: ${reading.source === 'none' ? 0 : 2}`,
    `  LED Charging: ${reading.status === 2}`,
    '  LED Low Battery: false',
    `  current now: ${reading.currentMa}`,
    `  charge counter: ${reading.chargeCounterUah}`,
    '  Adaptive Fast Charging Settings: true',
    '  USE_FAKE_BATTERY: false',
    'FEATURE_WIRELESS_FAST_CHARGER_CONTROL: false',
    '  mWasUsedWirelessFastChargerPreviously: false',
    'LLB CAL: 20210416',
    'LLB MAN: ',
    'BatteryInfoBackUp',
    `  mSavedBatteryAsoc: ${Math.round((100 * reading.fullUah) / reading.designUah)}`,
    '  mSavedBatteryMaxTemp: 471',
    '  mSavedBatteryMaxCurrent: 2114',
    `  mSavedBatteryUsage: ${reading.cycles}`,
    '  FEATURE_SAVE_BATTERY_CYCLE: true',
  ];
}
