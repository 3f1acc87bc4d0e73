import type { Alert } from '../../../electron/contract/alerts.ts';
import { defaultSettings } from '../../../electron/contract/settings.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import type { AgeingPlan } from '../../../simulator/ageing/incident.ts';
import { AgeingConsole } from '../../support/ageing/ageing-console.ts';
import {
  compareAlerts,
  incidentsIn,
  looksIn,
  restsIn,
  wholeDesk,
  type ToldAlert,
  type TrueIncident,
} from '../../support/ageing/alert-truth.ts';
import type { RoundForm } from '../../support/ageing/care-rounds.ts';
import { MarginlessAlerts } from '../../support/ageing/marginless-alerts.ts';
import { PollWatch } from '../../support/ageing/poll-watch.ts';
import type { TestConsole } from '../../support/services.ts';
import { careFigures, explain, wearFigures } from './thirty-days-figures.ts';
import { atLeast, atMost, exactly, told, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';

interface DaysForm {
  readonly phones: number;
  readonly days: number;
  readonly rounds: readonly RoundForm[];
  readonly leastIncidents: number;
  readonly limitSeconds: number;
}

const full: DaysForm = {
  phones: 100,
  days: 30,
  rounds: [
    { dueDay: 4, signedAfterHours: [20, 26] },
    { dueDay: 16, signedAfterHours: [30] },
    { dueDay: 25, signedAfterHours: [10] },
  ],
  leastIncidents: 500,
  limitSeconds: 20 * 60,
};
const short: DaysForm = {
  phones: 12,
  days: 5,
  rounds: [
    { dueDay: 1, signedAfterHours: [20, 26] },
    { dueDay: 3.5, signedAfterHours: [10] },
  ],
  leastIncidents: 5,
  limitSeconds: 150,
};
const pollIntervalMs = 3_600_000;
const pageLength = 200;

/**
 * Thirty days of a desk in minutes, with every setting but the poll interval as it comes: phones heat up, run flat, fill
 * up, wear and lose the time, with values that wobble around the limits; they stay full on their chargers for days, and
 * somebody has to look whether they swell. Every such incident is told once and its end too, and nothing else is told. In
 * between, when most is going on, the console is started anew.
 */
export const thirtyDays: ShowLine = {
  id: '02.1',
  title: 'thirty days of ageing phones: every alert raised once per incident and cleared, none missed, none flapping',
  hasShortForm: true,
  limitMs: 40 * 60_000,
  async run(options) {
    const form = options.isShort ? short : full;
    const startedMs = performance.now();
    const marginless = new MarginlessAlerts(defaultSettings);
    const watch = new PollWatch((phone) => marginless.take(phone));
    const running = await AgeingConsole.open({ ...form, seed: options.seed }, watch);
    try {
      const restartAt = busiestHour(running.plan);
      await passDays(running, restartAt, options);
      const phoneIds = await running.phoneIds();
      const incidents = [
        ...incidentsIn(running.plan, (index) => phoneIds.get(index) ?? ''),
        ...looksIn(running.rounds),
        ...restsIn(running.plan, defaultSettings.batteryRestDays),
      ];
      const alerts = (await readAlerts(running.console)).map(toTold);
      const days = {
        form,
        incidents,
        alerts,
        restartAt,
        pollCount: watch.pollCount,
        seconds: (performance.now() - startedMs) / 1000,
      };
      return [
        ...figuresOf(days, running.plan.nearMisses.length, options),
        controlFigure(incidents, marginless.told()),
        ...wearFigures(options.seed, options.say),
      ];
    } finally {
      await running.close();
    }
  },
};

async function passDays(running: AgeingConsole, restartAt: number, { say, signal }: ShowOptions): Promise<void> {
  const { fromAt, toAt } = running.plan;
  while (running.now() < toAt && !signal.aborted) {
    await running.passHour(signal);
    await running.signOffRounds();
    if (running.now() === restartAt) await running.restart();
    const hours = (running.now() - fromAt) / pollIntervalMs;
    if (hours % (24 * 5) === 0) say(`day ${hours / 24}`);
  }
}

/** The full hour in the middle half of the days at which most incidents have been told and are not over. */
function busiestHour({ fromAt, toAt, incidents }: AgeingPlan): number {
  const hours = Math.round((toAt - fromAt) / pollIntervalMs);
  const middle = Array.from({ length: Math.floor(hours / 2) }, (_, hour) => Math.floor(hours / 4) + hour);
  const times = middle.map((hour) => fromAt + hour * pollIntervalMs);
  const [busiest = fromAt] = times.toSorted(
    (one, other) => countDuring(incidents, other) - countDuring(incidents, one),
  );
  return busiest;
}

/** Incidents that had been polled before that moment and last beyond the next polls. */
function countDuring(incidents: readonly { readonly fromAt: number; readonly toAt: number }[], at: number): number {
  return incidents.filter(({ fromAt, toAt }) => fromAt + pollIntervalMs <= at && at + pollIntervalMs < toAt).length;
}

/** All alerts there ever were, through the product's own procedure. */
async function readAlerts(console: TestConsole): Promise<Alert[]> {
  const alerts: Alert[] = [];
  for (let beforeId: number | null = null; ; beforeId = alerts.at(-1)?.alertId ?? null) {
    const input = { beforeId, limit: pageLength, kind: null, severity: null, phoneId: null };
    const answered = await console.call('alerts.page', input);
    if (!answered.ok) throw new Error(`${answered.error.code}: ${answered.error.message}`);
    const page = procedures['alerts.page'].output.parse(answered.value);
    alerts.push(...page.entries);
    if (!page.hasMore) return alerts;
  }
}

function toTold({ kind, subject, raisedAt, endedAt }: Alert): ToldAlert {
  return {
    kind,
    raisedAt,
    endedAt,
    phoneId: placeOf(subject),
  };
}

function placeOf(subject: Alert['subject']): string {
  if (subject.type === 'phone') return subject.phoneId;
  return subject.type === 'desk' ? wholeDesk : `${subject.type} ${subject.hostId}`;
}

interface PassedDays {
  readonly form: DaysForm;
  readonly incidents: readonly TrueIncident[];
  readonly alerts: readonly ToldAlert[];
  readonly restartAt: number;
  readonly pollCount: number;
  readonly seconds: number;
}

function figuresOf(passed: PassedDays, nearMisses: number, { say }: ShowOptions): Figure[] {
  const { form, incidents, alerts, restartAt, pollCount, seconds } = passed;
  const compared = compareAlerts(incidents, alerts, pollIntervalMs);
  explain(compared, say);
  return [
    told('phones and days', `${form.phones} phones, ${form.days} days, restarted once`),
    atLeast('polls', pollCount, form.phones * form.days * 24, 'polls'),
    atLeast('incidents', incidents.length, form.leastIncidents, 'incidents'),
    told('of them', countKinds(incidents)),
    ...careFigures(compared, incidents, alerts),
    told('near misses that had to stay quiet', nearMisses),
    atLeast('alerts that outlived the restart', outliving(alerts, restartAt), 1, 'alerts'),
    exactly('alerts', alerts.length, incidents.length),
    exactly('incidents told once, in time, and cleared within two polls', compared.told, incidents.length),
    exactly('incidents missed', compared.missed.length, 0),
    exactly('alerts that flapped or were raised again', compared.flapping.length, 0),
    exactly('alerts without an incident', compared.false.length, 0),
    exactly('incidents told later than two polls', compared.late.length, 0),
    exactly('incidents not cleared', compared.uncleared.length, 0),
    atMost('time taken', seconds, form.limitSeconds, 's'),
  ];
}

function outliving(alerts: readonly ToldAlert[], at: number): number {
  return alerts.filter(({ raisedAt, endedAt }) => raisedAt < at && endedAt !== null && endedAt > at).length;
}

/** The same polls judged without margins must flap: days that flap for nobody would prove nothing. */
function controlFigure(incidents: readonly TrueIncident[], alerts: readonly ToldAlert[]): Figure {
  const judged = incidents.filter(({ kind }) => MarginlessAlerts.kinds.has(kind));
  const { flapping } = compareAlerts(judged, alerts, pollIntervalMs);
  return atLeast('alerts that would have flapped without margins', flapping.length, 1, 'alerts');
}

function countKinds(incidents: readonly TrueIncident[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of incidents) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${kind} ${count}`).join(', ');
}
