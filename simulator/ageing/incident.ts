/** What befalls a phone over the days: heat, an empty battery, a full disk, a worn battery, a clock that ran away. */
export const incidentKinds = ['hot', 'flat', 'full', 'worn', 'clock-off'] as const;
export type IncidentKind = (typeof incidentKinds)[number];

/** From `fromAt` on the value is beyond its limit; from `toAt` on it is well on the good side again. */
export interface Incident {
  /** 1-based place of the phone on the desk. */
  readonly index: number;
  readonly kind: IncidentKind;
  readonly fromAt: number;
  readonly toAt: number;
  /** The worst that it comes to, in the unit of its gauge. */
  readonly peak: number;
}

/** A value that comes close to its limit and stays on the good side: nothing to be told of. */
export type NearMiss = Omit<Incident, 'peak'>;

/** A phone that is left on its charger: full from `fromAt` on, in use again and below full from `toAt` on. */
export type FullSpell = Pick<Incident, 'index' | 'fromAt' | 'toAt'>;

/** Everything that will befall one desk: the truth that a console is held against. */
export interface AgeingPlan {
  readonly fromAt: number;
  readonly toAt: number;
  readonly incidents: readonly Incident[];
  readonly nearMisses: readonly NearMiss[];
  readonly fullSpells: readonly FullSpell[];
}
