import { wholeDesk, type Comparison, type ToldAlert, type TrueIncident } from '../../support/ageing/alert-truth.ts';
import { forecastWear, shareOff } from '../../support/ageing/wear-truth.ts';
import { atMost, exactly, told, type Figure } from '../show-line.ts';

/** What hangs over the whole desk: once for each round of looks and each stretch at full charge, whatever the phones. */
export function careFigures(
  { told: _told, ...compared }: Comparison,
  incidents: readonly TrueIncident[],
  alerts: readonly ToldAlert[],
): Figure[] {
  const wrong = Object.values(compared).flat().filter(isCare);
  return [
    told(
      'rounds of looks that fell due and were signed off',
      incidents.filter(({ kind }) => kind === 'swell-check').length,
    ),
    told(
      'stretches over which phones were full for too long',
      incidents.filter(({ kind }) => kind === 'battery-rest').length,
    ),
    exactly('alerts of the whole desk', alerts.filter(isCare).length, incidents.filter(isCare).length),
    exactly('of them missed, late, flapping, false or not cleared', wrong.length, 0),
  ];
}

function isCare({ phoneId }: { readonly phoneId: string }): boolean {
  return phoneId === wholeDesk;
}

const mostExamples = 5;

const wearCase = { phoneCount: 20, days: 120 };

/**
 * How far off the day is on which a battery is said to be worn: twenty batteries that wear, and twenty that do not, by the
 * rule of the history, after four months of readings from gauges that stray.
 */
export function wearFigures(seed: number, say: (text: string) => void): Figure[] {
  const wearing = forecastWear({ ...wearCase, seed, isWearing: true });
  const lasting = forecastWear({ ...wearCase, seed, isWearing: false });
  for (const { place, trueDays, toldDays } of wearing) {
    say(
      `battery ${place}: worn in ${trueDays} days, ${toldDays === null ? 'no day told' : `told in ${toldDays} days`}`,
    );
  }
  const off = shareOff(wearing).map((share) => share * 100);
  return [
    told('batteries whose day of replacement was told', `${off.length} of ${wearing.length}`),
    atMost('the day off by, in the median, of what is left', off[Math.floor(off.length / 2)] ?? 100, 35, '%'),
    told('the day off by, at most, of what is left', `${Math.round(off.at(-1) ?? 0)} %`),
    exactly('days told of batteries that do not wear', lasting.filter(({ toldDays }) => toldDays !== null).length, 0),
  ];
}

/** Says which incidents and alerts do not fit, the first of each kind. */
export function explain(compared: Comparison, say: (text: string) => void): void {
  for (const [what, list] of [
    ['missed', compared.missed],
    ['late', compared.late],
    ['uncleared', compared.uncleared],
  ] as const) {
    for (const { kind, phoneId, fromAt, toAt } of list.slice(0, mostExamples)) {
      say(`${what}: ${kind} on ${phoneId} from ${timeOf(fromAt)} to ${timeOf(toAt)}`);
    }
  }
  for (const [what, list] of [
    ['flapping', compared.flapping],
    ['false', compared.false],
  ] as const) {
    for (const { kind, phoneId, raisedAt, endedAt } of list.slice(0, mostExamples)) {
      say(`${what}: ${kind} on ${phoneId} raised ${timeOf(raisedAt)}, ended ${timeOf(endedAt)}`);
    }
  }
}

function timeOf(epochMs: number | null): string {
  return epochMs === null ? 'never' : new Date(epochMs).toISOString();
}
