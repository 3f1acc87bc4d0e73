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

/** How each host's server came and went, and of which version it was. */
export class HostJournal {
  readonly #stories = new Map<string, HostStory>();

  /** Takes a host as it is shown now. */
  take(host: Host, at: number): void {
    const story = this.#stories.get(host.hostId) ?? unknownStory;
    this.#stories.set(host.hostId, nextStory(story, host, at));
  }

  forget(hostId: string): void {
    this.#stories.delete(hostId);
  }

  /** @param hasPhones real phones are remembered on it */
  evidenceOf(host: Host, stateSinceAt: number, hasPhones: boolean): HostEvidence {
    const story = this.#stories.get(host.hostId) ?? unknownStory;
    const { detail } = host.fault ?? {};
    const clientVersion = host.fault?.code === 'adb-version-clash' ? detail?.['clientVersion'] : null;
    const cause = host.state === 'up' ? null : detail?.['cause'];
    return {
      hostId: host.hostId,
      kind: host.kind,
      state: host.state,
      stateSinceAt,
      lossCause: typeof cause === 'string' ? cause : null,
      isCountedOn: story.wasUp || hasPhones,
      serverVersion: host.serverVersion,
      programVersion: typeof clientVersion === 'number' ? clientVersion : null,
      losses: story.losses,
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
