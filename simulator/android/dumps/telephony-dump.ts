import type { Phone } from '../phone.ts';
import type { SimCard } from '../network.ts';
import type { ServingCell } from '../personal-traces.ts';
import { androidLevel, endLines } from './dump-text.ts';

const slots = [0, 1] as const;
const rsrpDbm = -96;
const unknown = 2_147_483_647;

/** `dumpsys telephony.registry` (AOSP TelephonyRegistry.dump): one block per SIM slot. */
export function dumpTelephony(phone: Phone): string {
  const isNew = phone.sdk >= androidLevel.q;
  const blocks = slots.flatMap((slot) => {
    const sim = phone.network.sim?.slot === slot ? phone.network.sim : null;
    return [
      `  Phone Id=${slot}`,
      '  mCallState=0',
      `  mCallIncomingNumber=${phone.traces?.phoneNumber ?? ''}`,
      `  mServiceState=${isNew ? newServiceState(phone, sim) : oldServiceState(sim)}`,
      `  mSignalStrength=${isNew ? newSignal(sim) : oldSignal(sim)}`,
      '  mMessageWaiting=false',
      '  mCallForwarding=false',
      '  mDataActivity=0',
      `  mDataConnectionState=${sim !== null && phone.network.isDataEnabled ? 2 : sim === null ? -1 : 0}`,
      ...cellLines(phone),
    ];
  });
  return endLines(['last known state:', ...blocks, 'registrations: count=0']);
}

function oldServiceState(sim: SimCard | null): string {
  const tail = 'CSS not supported -1 -1 RoamInd=-1 DefRoamInd=-1 EmergOnly=false IsDataRoamingFromRegistration=false';
  if (sim === null) return `1 1 voice home data home null null null null null null  Unknown Unknown ${tail}`;
  const name = `${sim.operator} ${sim.operator} ${sim.number}`;
  return `0 0 voice home data home ${name} ${name}  LTE LTE ${tail}`;
}

function newServiceState({ traces }: Phone, sim: SimCard | null): string {
  const state = sim === null ? '1(OUT_OF_SERVICE)' : '0(IN_SERVICE)';
  const name = sim?.operator ?? 'null';
  return `{mVoiceRegState=${state}, mDataRegState=${state}, mChannelNumber=-1, duplexMode()=0, mCellBandwidths=[], mOperatorAlphaLong=${name}, mOperatorAlphaShort=${name}, isManualNetworkSelection=false(automatic), getRilVoiceRadioTechnology=${sim === null ? '0(Unknown)' : '14(LTE)'}${traces === null ? '' : `, ${describeRegistration(traces.cell)}`}}`;
}

function describeRegistration(cell: ServingCell): string {
  return `mNetworkRegistrationInfos=[NetworkRegistrationInfo{ domain=PS transportType=WWAN registrationState=HOME cellIdentity=${describeCell(cell)} }]`;
}

/** The cells that it hears and the one that it stands in; only a planted one is told. */
function cellLines({ traces, sdk }: Phone): readonly string[] {
  if (traces === null) return ['  mCellInfo=null'];
  const { cell } = traces;
  const heard = `CellInfoLte:{mRegistered=YES mTimeStamp=4747487116129ns ${describeCell(cell)} CellSignalStrengthLte: rssi=-67 rsrp=${rsrpDbm} rsrq=-11 level=3}`;
  const place =
    sdk >= androidLevel.p
      ? `Bundle[{cid=${cell.cellId}, lac=${cell.areaCode}, psc=-1}]`
      : `[${cell.areaCode},${cell.cellId},-1]`;
  return [`  mCellLocation=${place}`, `  mCellInfo=[${heard}]`, `  mCellIdentity=${describeCell(cell)}`];
}

/** AOSP CellIdentityLte.toString, Android 10 and later. */
function describeCell({ mcc, mnc, cellId, areaCode, physicalId }: ServingCell): string {
  return `CellIdentityLte:{ mCi=${cellId} mPci=${physicalId} mTac=${areaCode} mEarfcn=1300 mBands=[3] mBandwidth=${unknown} mMcc=${mcc} mMnc=${mnc} mAlphaLong=CMCC mAlphaShort=CMCC mAdditionalPlmns={} mCsgInfo=null}`;
}

/** The ninth number is LTE RSRP; 99 and 2147483647 mean "not known". */
function oldSignal(sim: SimCard | null): string {
  const lte = sim === null ? `99 ${unknown} ${unknown} ${unknown} ${unknown}` : `22 ${rsrpDbm} -11 90 ${unknown}`;
  return `SignalStrength: 99 0 -120 -160 -120 -1 -1 ${lte} ${unknown} gsm|lte`;
}

function newSignal(sim: SimCard | null): string {
  const lte = sim === null ? `rssi=${unknown} rsrp=${unknown} rsrq=${unknown}` : `rssi=-67 rsrp=${rsrpDbm} rsrq=-11`;
  return `SignalStrength:{mGsm=CellSignalStrengthGsm: rssi=${unknown} ber=${unknown} mTa=${unknown} mLevel=0,mLte=CellSignalStrengthLte: ${lte} rssnr=${unknown} cqi=${unknown} ta=${unknown} level=${sim === null ? 0 : 3},primary=CellSignalStrengthLte}`;
}
