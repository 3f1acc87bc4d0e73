import type { AlertKind } from '../../../electron/contract/alert-kinds.ts';
import type { Phone } from '../../../electron/contract/phones.ts';
import type { Settings } from '../../../electron/contract/settings.ts';
import { judgeHealthKind, type HealthAlertKind } from '../../../electron/devices/alerts/rules/health-rules.ts';
import { decideStep, type ActiveAlert } from '../../../electron/devices/alerts/step.ts';
import type { ToldAlert } from './alert-truth.ts';

/** The kinds whose margin is a setting. */
const kinds: readonly HealthAlertKind[] = ['battery-hot', 'battery-low', 'storage-low', 'clock-skew'];
const atOnce = { raiseAfterMs: 0, endAfterMs: 0 };

interface Standing {
  readonly alert: ActiveAlert;
  readonly raisedAt: number;
}

/**
 * The console's own rules with every margin at nothing, fed with what its polls gave: what an engine without hysteresis
 * would have told of the same days. The control that shows that the days are hard, and that a comparison can fail.
 */
export class MarginlessAlerts {
  readonly #settings: Settings;
  readonly #active = new Map<string, Standing>();
  readonly #ended: ToldAlert[] = [];

  constructor(settings: Settings) {
    const margins = { alertHeatMargin: 0, alertBatteryMargin: 0, alertStorageMargin: 0, alertClockMargin: 0 };
    this.#settings = { ...settings, ...margins };
  }

  static readonly kinds: ReadonlySet<AlertKind> = new Set(kinds);

  take({ phoneId, health }: Phone): void {
    if (health.polledAt === null || health.fault !== null) return;
    for (const kind of kinds) this.#judge(phoneId, kind, health.checks, health.polledAt);
  }

  /** Everything that was told, what still stands too. */
  told(): ToldAlert[] {
    const standing = [...this.#active].map(([key, { raisedAt }]): ToldAlert => ({
      ...ownerOf(key),
      raisedAt,
      endedAt: null,
    }));
    return [...this.#ended, ...standing];
  }

  #judge(phoneId: string, kind: HealthAlertKind, checks: Phone['health']['checks'], now: number): void {
    const key = `${kind}|${phoneId}`;
    const standing = this.#active.get(key) ?? null;
    const verdict = judgeHealthKind(kind, checks, this.#settings);
    const { step } = decideStep({ active: standing?.alert ?? null, pending: null, verdict, timing: atOnce, now });
    if (step.does === 'raise')
      this.#active.set(key, { alert: { ...step.trouble, unknownSinceAt: null }, raisedAt: now });
    if (step.does !== 'end' || standing === null) return;
    this.#active.delete(key);
    this.#ended.push({ phoneId, kind, raisedAt: standing.raisedAt, endedAt: now });
  }
}

function ownerOf(key: string): { readonly phoneId: string; readonly kind: AlertKind } {
  const kind = kinds.find((candidate) => key.startsWith(`${candidate}|`));
  if (kind === undefined) throw new Error(`no kind in ${key}`);
  return { kind, phoneId: key.slice(kind.length + 1) };
}
