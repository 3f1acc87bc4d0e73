import { hubOf, judgeHubLoss, type HubLoss, type RouteLoss } from '../state/drop-pattern.ts';
import type { LiveRoute } from './live-route.ts';

/** Remembers which routes vanished when, until they are back, to tell a pulled cable from a dead hub. */
export class RouteLosses {
  readonly #losses = new Map<string, RouteLoss>();

  /** A route vanished from a host that is still up. Answers the routes whose judgement may be another now. */
  add({ routeId, hostId, portPath }: LiveRoute, lostAt: number): string[] {
    if (hubOf(portPath) === null) return [];
    this.#losses.set(routeId, { routeId, hostId, portPath, lostAt });
    return [...this.#losses.values()].filter((loss) => loss.hostId === hostId).map((loss) => loss.routeId);
  }

  /** The route is listed again, or its host itself was lost. */
  remove(routeId: string): void {
    this.#losses.delete(routeId);
  }

  hubLoss(routeId: string, live: () => readonly LiveRoute[]): HubLoss | null {
    const loss = this.#losses.get(routeId);
    return loss === undefined ? null : judgeHubLoss(loss, [...this.#losses.values()], live());
  }
}
