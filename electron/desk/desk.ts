import type { Delta, Snapshot } from '../contract/desk.ts';
import { succeed } from '../contract/outcome.ts';
import type { Handlers } from '../contract/procedures.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import { EventSource } from '../runtime/event-source.ts';
import type { Logger } from '../runtime/logger.ts';
import { takeAttendance, type Attendance } from './attendance.ts';
import type { CollectionSource, LiveSources } from './live-sources.ts';

/** Changes within this time travel in one delta. */
export const frameMs = 30;

type Part = 'time' | 'demo' | 'operator' | 'settings' | 'readings' | 'deskMap';

/**
 * The live state of the desk as one versioned snapshot and the ordered deltas after it. Every delta raises the
 * version by one; taking a snapshot first sends what is pending, so the next delta always continues it.
 */
export class Desk implements Disposable {
  readonly handlers: Handlers<'desk.snapshot'>;
  readonly #sources: LiveSources;
  readonly #clock: Clock;
  readonly #machineClock: Clock;
  readonly #deltas: EventSource<Delta>;
  readonly #touchedPhones = new Set<string>();
  readonly #touchedHosts = new Set<string>();
  readonly #touchedAlerts = new Set<string>();
  readonly #touchedJobs = new Set<string>();
  readonly #touchedParts = new Set<Part>();
  readonly #stops: readonly (() => void)[];
  #version = 1;
  #attendance: Attendance;
  #alertCount: number;
  #cancelFrame: (() => void) | null = null;

  constructor(sources: LiveSources, deps: { clock: Clock; machineClock: Clock; logger: Logger }) {
    this.#sources = sources;
    this.#clock = deps.clock;
    this.#machineClock = deps.machineClock;
    this.#deltas = new EventSource(deps.logger);
    this.#attendance = takeAttendance(sources.phones.list());
    this.#alertCount = sources.alerts.waitingCount();
    this.#stops = [
      this.#watch(sources.phones, this.#touchedPhones),
      this.#watch(sources.hosts, this.#touchedHosts),
      this.#watch(sources.alerts, this.#touchedAlerts),
      this.#watch(sources.jobs, this.#touchedJobs),
      sources.time.subscribe(() => this.#touch('time')),
      sources.demo.subscribe(() => this.#touch('demo')),
      sources.readings.subscribe(() => this.#touch('readings')),
      sources.deskMap.subscribe(() => this.#touch('deskMap')),
      sources.operator.subscribe(() => this.#touch('operator')),
      sources.settings.subscribe(() => this.#touch('settings')),
    ];
    this.handlers = { 'desk.snapshot': () => Promise.resolve(succeed(this.snapshot())) };
  }

  snapshot(): Snapshot {
    this.#flush();
    const { time, phones, hosts, alerts, jobs, readings, deskMap, demo, operator, settings } = this.#sources;
    return {
      version: this.#version,
      takenAt: this.#clock.now(),
      time: time.current(),
      phones: [...phones.list()],
      hosts: [...hosts.list()],
      attendance: this.#attendance,
      readings: readings.current(),
      deskMap: deskMap.current(),
      demo: demo.current(),
      operator: operator.current(),
      settings: settings.current(),
      alerts: [...alerts.list()],
      alertCount: this.#alertCount,
      jobs: [...jobs.list()],
    };
  }

  subscribe(listener: (delta: Delta) => void): () => void {
    return this.#deltas.subscribe(listener);
  }

  dispose(): void {
    this.#cancelFrame?.();
    for (const stop of this.#stops) stop();
  }

  #watch<T>(source: CollectionSource<T>, touched: Set<string>): () => void {
    return source.subscribe(({ changed, removed }) => {
      for (const id of changed) touched.add(id);
      for (const id of removed) touched.add(id);
      this.#schedule();
    });
  }

  #touch(part: Part): void {
    this.#touchedParts.add(part);
    this.#schedule();
  }

  #schedule(): void {
    this.#cancelFrame ??= this.#machineClock.after(frameMs, () => this.#flush());
  }

  #flush(): void {
    this.#cancelFrame?.();
    this.#cancelFrame = null;
    const changes = {
      ...this.#phoneChanges(),
      ...this.#hostChanges(),
      ...this.#alertChanges(),
      ...this.#jobChanges(),
      ...this.#partChanges(),
    };
    if (Object.keys(changes).length === 0) return;
    const baseVersion = this.#version;
    this.#version += 1;
    this.#deltas.emit({ baseVersion, version: this.#version, ...changes });
  }

  #phoneChanges(): Pick<Delta, 'phones' | 'removedPhoneIds' | 'attendance'> {
    if (this.#touchedPhones.size === 0) return {};
    const { present, gone } = drain(this.#touchedPhones, this.#sources.phones);
    const attendance = takeAttendance(this.#sources.phones.list());
    const hasChanged = JSON.stringify(attendance) !== JSON.stringify(this.#attendance);
    this.#attendance = attendance;
    return {
      ...(present.length > 0 && { phones: present }),
      ...(gone.length > 0 && { removedPhoneIds: gone }),
      ...(hasChanged && { attendance }),
    };
  }

  #hostChanges(): Pick<Delta, 'hosts' | 'removedHostIds'> {
    const { present, gone } = drain(this.#touchedHosts, this.#sources.hosts);
    return { ...(present.length > 0 && { hosts: present }), ...(gone.length > 0 && { removedHostIds: gone }) };
  }

  #alertChanges(): Pick<Delta, 'alerts' | 'endedAlertIds' | 'alertCount'> {
    if (this.#touchedAlerts.size === 0) return {};
    const { alerts } = this.#sources;
    const { present, gone } = drain(this.#touchedAlerts, alerts);
    const alertCount = alerts.waitingCount();
    const hasChanged = alertCount !== this.#alertCount;
    this.#alertCount = alertCount;
    return {
      ...(present.length > 0 && { alerts: present }),
      ...(gone.length > 0 && { endedAlertIds: gone.map(Number) }),
      ...(hasChanged && { alertCount }),
    };
  }

  #jobChanges(): Pick<Delta, 'jobs' | 'removedJobIds'> {
    const { present, gone } = drain(this.#touchedJobs, this.#sources.jobs);
    return {
      ...(present.length > 0 && { jobs: present }),
      ...(gone.length > 0 && { removedJobIds: gone.map(Number) }),
    };
  }

  #partChanges(): Pick<Delta, Part> {
    const { time, readings, deskMap, demo, operator, settings } = this.#sources;
    const touched = new Set(this.#touchedParts);
    this.#touchedParts.clear();
    return {
      ...(touched.has('time') && { time: time.current() }),
      ...(touched.has('readings') && { readings: readings.current() }),
      ...(touched.has('deskMap') && { deskMap: deskMap.current() }),
      ...(touched.has('demo') && { demo: demo.current() }),
      ...(touched.has('operator') && { operator: operator.current() }),
      ...(touched.has('settings') && { settings: settings.current() }),
    };
  }
}

/** Empties `touched` into what is there now and what is not any more. */
function drain<T>(touched: Set<string>, source: CollectionSource<T>): { present: T[]; gone: string[] } {
  const present: T[] = [];
  const gone: string[] = [];
  for (const id of touched) {
    const item = source.get(id);
    if (item === null) gone.push(id);
    else present.push(item);
  }
  touched.clear();
  return { present, gone };
}
