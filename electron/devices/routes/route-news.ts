import type { AdbDeviceState, Route } from '../../contract/phones.ts';

/** Where a route leads and through what. */
export interface RouteEnd {
  readonly phoneId: string;
  readonly routeId: string;
  readonly hostId: string;
  readonly serial: string;
  readonly connection: Route['connection'];
  readonly portPath: string | null;
  readonly adbState: AdbDeviceState;
}

/** What just happened on one route, told once and as it happens. */
export type RouteNews =
  | { readonly kind: 'appeared'; readonly end: RouteEnd }
  /** `isHostUp` is false when the host itself went, which explains the loss. */
  | { readonly kind: 'vanished'; readonly end: RouteEnd; readonly isHostUp: boolean }
  /** The phone said who it is; `hasRebooted`: it runs another boot than the one remembered. */
  | { readonly kind: 'identified'; readonly phoneId: string; readonly hasRebooted: boolean };
