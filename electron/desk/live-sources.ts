import type { Alert } from '../contract/alerts.ts';
import type { ShownTime } from '../contract/desk.ts';
import type { Demo } from '../contract/demo.ts';
import type { DeskMap } from '../contract/desk-map.ts';
import type { FaultReading } from '../contract/faults.ts';
import type { Host } from '../contract/hosts.ts';
import type { Job } from '../contract/jobs.ts';
import type { Operator } from '../contract/operators.ts';
import type { Phone } from '../contract/phones.ts';
import type { Settings } from '../contract/settings.ts';

/** Something that has one value now and tells when it has another. */
export interface ValueSource<T> {
  current(): T;
  subscribe(listener: () => void): () => void;
}

/** Things by id, and which of them were touched. */
export interface CollectionSource<T> {
  list(): readonly T[];
  get(id: string): T | null;
  subscribe(
    listener: (change: { readonly changed: ReadonlySet<string>; readonly removed: ReadonlySet<string> }) => void,
  ): () => void;
}

/** Everything the live state of the desk is made of. */
export interface LiveSources {
  readonly time: ValueSource<ShownTime>;
  readonly phones: CollectionSource<Phone>;
  readonly hosts: CollectionSource<Host>;
  readonly readings: ValueSource<FaultReading[]>;
  readonly deskMap: ValueSource<DeskMap>;
  readonly alerts: CollectionSource<Alert> & { waitingCount(): number };
  readonly jobs: CollectionSource<Job>;
  readonly demo: ValueSource<Demo>;
  readonly operator: ValueSource<Operator | null>;
  readonly settings: ValueSource<Settings>;
}
