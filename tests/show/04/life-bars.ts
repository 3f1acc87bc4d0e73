import type { ItemCode } from '../../../electron/contract/job-codes.ts';

/** How large a life is, and what has to have happened in it for its silence to mean something. */
export interface LifeBars {
  readonly days: number;
  readonly accounts: number;
  readonly groups: number;
  readonly pointsBetweenKills: number;
  readonly kills: number;
  readonly killsInAct: number;
  /** Acts that people were shown at a kill, and did before the next console was there. */
  readonly alone: number;
  readonly acts: number;
  /** Of each action that the console may do, and of each that people do. */
  readonly ofEach: number;
  readonly byHand: number;
  /** Of the actions in stages that leave some room, so many were done. */
  readonly shareOfCells: number;
  /** Of the caps and limits of the shipped plan, so many are used up at least once. */
  readonly shareReached: number;
  /** Acts that took the last of a limit of that sort. */
  readonly lastSlots: Readonly<Record<string, number>>;
  /** Rules that rows met. */
  readonly reasons: readonly ItemCode[];
  readonly mostHeld: number;
  readonly jobsAtOnce: number;
  readonly turnsBetweenJobs: number;
  readonly incidents: number;
  readonly afterIncident: number;
  /** Rules that a judge has to find broken where the gate does not know of them. */
  readonly controlRules: readonly ItemCode[];
}

export const fullLife: LifeBars = {
  days: 90,
  accounts: 60,
  groups: 600,
  pointsBetweenKills: 1_500,
  kills: 40,
  killsInAct: 15,
  alone: 1,
  acts: 8_000,
  ofEach: 100,
  byHand: 1_000,
  shareOfCells: 1,
  shareReached: 1,
  lastSlots: {
    'hour-cap': 50,
    'day-cap': 500,
    'week-cap': 100,
    'month-cap': 5,
    'group-cap': 100,
    'group-share': 20,
    'group-over-accounts': 5,
  },
  reasons: [
    'amount-over-cap',
    'batch-pause',
    'cooldown',
    'day-cap',
    'device-hold',
    'gap',
    'group-cap',
    'group-over-accounts',
    'group-share',
    'hour-cap',
    'month-cap',
    'over-batch',
    'rest-day',
    'rest-window',
    'role-missing',
    'stage-closed',
    'suspended',
    'tool-health',
    'warning-closed',
    'week-cap',
  ],
  mostHeld: 20,
  jobsAtOnce: 10,
  turnsBetweenJobs: 300,
  incidents: 100,
  afterIncident: 10,
  controlRules: ['hour-cap', 'day-cap', 'group-cap', 'gap', 'batch-pause', 'rest-window', 'rest-day', 'cooldown'],
};

export const shortLife: LifeBars = {
  days: 2,
  accounts: 22,
  groups: 40,
  pointsBetweenKills: 120,
  kills: 1,
  killsInAct: 1,
  alone: 0,
  acts: 100,
  ofEach: 0,
  byHand: 10,
  shareOfCells: 0.25,
  shareReached: 0.1,
  lastSlots: { 'day-cap': 10, 'group-cap': 2 },
  reasons: ['day-cap', 'gap', 'over-batch', 'rest-window', 'stage-closed'],
  mostHeld: 2,
  jobsAtOnce: 3,
  turnsBetweenJobs: 1,
  incidents: 0,
  afterIncident: 0,
  controlRules: ['day-cap', 'rest-window'],
};
