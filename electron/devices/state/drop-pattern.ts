/** A route that vanished from a host that goes on working. */
export interface RouteLoss {
  readonly routeId: string;
  readonly hostId: string;
  readonly portPath: string | null;
  readonly lostAt: number;
}

/** A hub that took its phones with it. */
export interface HubLoss {
  /** Its own USB path (`1-2`). */
  readonly hub: string;
  /** How many phones went together. */
  readonly count: number;
}

/** Cables are pulled one by one; a hub drops all it carries within a moment. */
const togetherMs = 2_000;
const fewestTogether = 2;

/**
 * The hub on whose port a phone hangs: `1-2.3` hangs on `1-2`. Null on a port of the computer itself, and where the
 * platform prints no such path (macOS, Windows).
 */
export function hubOf(portPath: string | null): string | null {
  return /^(\d+-\d+(?:\.\d+)*)\.\d+$/.exec(portPath ?? '')?.[1] ?? null;
}

/**
 * Was it this phone or its hub? The hub, when other phones below it were lost at the same time and none below it is
 * left; the outermost such hub is named. Null when only this phone is concerned. Pure.
 */
export function judgeHubLoss(
  loss: RouteLoss,
  losses: readonly RouteLoss[],
  live: readonly Pick<RouteLoss, 'hostId' | 'portPath'>[],
): HubLoss | null {
  let found: HubLoss | null = null;
  for (let hub = hubOf(loss.portPath); hub !== null; hub = hubOf(hub)) {
    const isBelow = belowHub(loss.hostId, hub);
    if (live.some(isBelow)) break;
    const together = losses.filter((other) => isBelow(other) && Math.abs(other.lostAt - loss.lostAt) <= togetherMs);
    if (together.length >= fewestTogether) found = { hub, count: together.length };
  }
  return found;
}

function belowHub(hostId: string, hub: string): (route: Pick<RouteLoss, 'hostId' | 'portPath'>) => boolean {
  return (route) => route.hostId === hostId && (route.portPath?.startsWith(`${hub}.`) ?? false);
}
