import type { Host } from '../../contract/hosts.ts';
import type { HostEvidence, ServerLoss } from './evidence.ts';

const keptLosses = 40;

interface HostStory {
  readonly state: Host['state'];
  readonly serverVersion: number | null;
  readonly wasUp: boolean;
  /** It was shown as starting since it was lost: the console's own button. */
  readonly wasStarted: boolean;
  readonly losses: readonly ServerLoss[];
}

const unknownStory: HostStory = {
  state: 'connecting',
  serverVersion: null,
  wasUp: false,
  wasStarted: false,
  losses: [],
};

/** What the journals around it know of a host. */
export interface HostSurroundings {
  readonly stateSinceAt: number;
  /** Real phones are remembered on it. */
  readonly hasPhones: boolean;
  readonly isRead: boolean;
}

/** How each host's server came and went, and of which version it was. */
export class HostJournal {
  readonly #stories: Map<string, HostStory>;

  /** @param earlier what an earlier run noted of each host's server */
  constructor(earlier: ReadonlyMap<string, readonly ServerLoss[]>) {
    this.#stories = new Map([...earlier].map(([hostId, losses]) => [hostId, { ...unknownStory, losses }]));
  }

  /** Takes a host as it is shown now. */
  take(host: Host, at: number): void {
    const story = this.#stories.get(host.hostId) ?? unknownStory;
    this.#stories.set(host.hostId, nextStory(story, host, at));
  }

  forget(hostId: string): void {
    this.#stories.delete(hostId);
  }

  /** How often and when each server went, for the next run. */
  get notes(): ReadonlyMap<string, readonly ServerLoss[]> {
    const told = [...this.#stories].filter(([, { losses }]) => losses.length > 0);
    return new Map(told.map(([hostId, { losses }]) => [hostId, losses]));
  }

  evidenceOf(host: Host, { stateSinceAt, hasPhones, isRead }: HostSurroundings): HostEvidence {
    const { wasUp, losses } = this.#stories.get(host.hostId) ?? unknownStory;
    const { detail } = host.fault ?? {};
    const clientVersion = host.fault?.code === 'adb-version-clash' ? detail?.['clientVersion'] : null;
    const loss = host.state === 'up' ? null : host.fault;
    const cause = loss?.detail?.['cause'];
    return {
      hostId: host.hostId,
      kind: host.kind,
      state: host.state,
      stateSinceAt,
      lossCode: loss?.code ?? null,
      lossCause: typeof cause === 'string' ? cause : null,
      wasUp,
      isRead,
      isCountedOn: wasUp || hasPhones,
      serverVersion: host.serverVersion,
      programVersion: typeof clientVersion === 'number' ? clientVersion : null,
      losses,
    };
  }
}

function nextStory(story: HostStory, host: Host, at: number): HostStory {
  const isUp = host.state === 'up';
  const next = {
    ...story,
    state: host.state,
    wasUp: story.wasUp || isUp,
    wasStarted: isUp ? false : story.wasStarted || (story.wasUp && host.state === 'connecting'),
    serverVersion: isUp ? (host.serverVersion ?? story.serverVersion) : story.serverVersion,
  };
  if (story.state === 'up' && !isUp) {
    const loss = { at, versionBefore: story.serverVersion, backAt: null, versionAfter: null, isByOperator: false };
    return { ...next, losses: [...story.losses, loss].slice(-keptLosses) };
  }
  return isUp ? { ...next, losses: withReturn(story, host, at) } : next;
}

/** The version is told a moment after the server is back. */
function withReturn({ losses, wasStarted }: HostStory, host: Host, at: number): readonly ServerLoss[] {
  const last = losses.at(-1);
  if (last === undefined || (last.backAt !== null && last.versionAfter !== null)) return losses;
  const isByOperator = last.backAt === null ? wasStarted : last.isByOperator;
  const back = { ...last, backAt: last.backAt ?? at, versionAfter: host.serverVersion, isByOperator };
  return [...losses.slice(0, -1), back];
}
