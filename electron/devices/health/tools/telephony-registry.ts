import { endedLines } from './output-lines.ts';

export type RadioService = 'in-service' | 'out-of-service' | 'emergency-only' | 'off';

export interface RadioReport {
  /** SIM slot, from 0. */
  readonly phoneId: number;
  readonly service: RadioService | null;
  readonly operator: string | null;
  readonly lteRsrpDbm: number | null;
}

/** ServiceState.STATE_*. */
const services: readonly RadioService[] = ['in-service', 'out-of-service', 'emergency-only', 'off'];

/**
 * Reads `dumpsys telephony.registry` (Android 7.1–14, AOSP TelephonyRegistry.dump): one block per `Phone Id=`. Up to 9
 * the service state starts with its number, from 10 it is `mVoiceRegState=0(IN_SERVICE)`. 99, -1 and 2147483647 in the
 * signal list mean "not known", never a level.
 */
export function parseTelephonyRegistry(text: string): RadioReport[] {
  const reports: RadioReport[] = [];
  let block: { phoneId: number; lines: string[] } | null = null;
  for (const line of endedLines(text)) {
    const phoneId = /^\s*Phone Id=(\d{1,2})\s*$/.exec(line)?.[1];
    if (phoneId !== undefined) {
      if (block !== null) reports.push(readBlock(block.phoneId, block.lines));
      block = { phoneId: Number(phoneId), lines: [] };
    } else block?.lines.push(line.trim());
  }
  if (block !== null) reports.push(readBlock(block.phoneId, block.lines));
  return reports;
}

function readBlock(phoneId: number, lines: readonly string[]): RadioReport {
  const state = lines.find((line) => line.startsWith('mServiceState='))?.slice('mServiceState='.length) ?? '';
  const signal = lines.find((line) => line.startsWith('mSignalStrength='))?.slice('mSignalStrength='.length) ?? '';
  const digit = /^\{mVoiceRegState=(\d)\(/.exec(state)?.[1] ?? /^(\d) \d /.exec(state)?.[1];
  return {
    phoneId,
    service: digit === undefined ? null : (services[Number(digit)] ?? null),
    operator: readOperator(state),
    lteRsrpDbm: readRsrp(signal),
  };
}

/** Up to 9 the long and the short name stand side by side before the numeric code, so equal halves are one name. */
function readOperator(state: string): string | null {
  const modern = /\bmOperatorAlphaLong=([^,}]+)/.exec(state)?.[1]?.trim();
  if (modern !== undefined) return modern === 'null' || modern === '' ? null : modern;
  const words = /^\d \d voice \w+ data \w+ (.+?) \d{5,6} /.exec(state)?.[1]?.split(' ') ?? [];
  const half = words.length / 2;
  const isTwice = words.length > 0 && words.slice(0, half).join(' ') === words.slice(half).join(' ');
  const name = isTwice ? words.slice(0, half).join(' ') : null;
  return name === 'null' ? null : name;
}

function readRsrp(signal: string): number | null {
  const modern = /\bCellSignalStrengthLte:[^,}]*\brsrp=(-?\d{1,10})\b/.exec(signal)?.[1];
  const legacy = /^SignalStrength: ([-\d ]+)/.exec(signal)?.[1]?.trim().split(' ')[8];
  const dbm = Number(modern ?? legacy ?? Number.NaN);
  return dbm >= -140 && dbm <= -43 ? dbm : null;
}
