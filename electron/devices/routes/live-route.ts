import type { DeviceRow } from '../../adb/device-row.ts';
import type { AdbDeviceState, Route } from '../../contract/phones.ts';

/** One row of one host's device list, under an id that outlives the adb server. */
export interface LiveRoute {
  readonly routeId: string;
  readonly hostId: string;
  readonly serial: string;
  readonly transportId: number | null;
  readonly connection: Route['connection'];
  readonly portPath: string | null;
  readonly adbState: AdbDeviceState;
  /** The state as adb printed it, with the reason of `no permissions`. */
  readonly stateText: string;
  /** The model as the list prints it (`Redmi_Note_7`), null before authorisation. */
  readonly listedModel: string | null;
}

/** The parts that name a route: host, the serial that this host's adb prints, and the USB port where it tells one. */
export function routeIdOf(hostId: string, serial: string, portPath: string | null): string {
  return portPath === null ? `${hostId}|${serial}` : `${hostId}|${serial}|${portPath}`;
}

/**
 * Gives every row of a list its route. Rows that share serial and port path (cheap phones on Windows, which prints
 * no path) are told apart by transport id; only then does the id not outlive the adb server.
 */
export function routesOfRows(hostId: string, rows: readonly DeviceRow[]): LiveRoute[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const id = routeIdOf(hostId, row.serial, row.portPath);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return rows.map((row) => {
    const id = routeIdOf(hostId, row.serial, row.portPath);
    const isShared = (counts.get(id) ?? 0) > 1;
    return routeOfRow(hostId, isShared ? `${id}#${row.transportId ?? 0}` : id, row);
  });
}

function routeOfRow(hostId: string, routeId: string, row: DeviceRow): LiveRoute {
  return {
    routeId,
    hostId,
    serial: row.serial,
    transportId: row.transportId,
    connection: row.connection,
    portPath: row.portPath,
    adbState: row.state,
    stateText: row.stateText,
    listedModel: row.model,
  };
}

/** True when nothing that matters differs, so that a repeated listing causes no work. */
export function isSameRoute(one: LiveRoute, other: LiveRoute): boolean {
  return (
    one.transportId === other.transportId &&
    one.adbState === other.adbState &&
    one.stateText === other.stateText &&
    one.listedModel === other.listedModel &&
    one.connection === other.connection
  );
}

/** `127.0.0.1:41001`, `[fe80::1]:5555` or `phone.lan:5555` as address and port; null for USB and mDNS serials. */
export function networkAddressOf(serial: string): { readonly address: string; readonly port: number } | null {
  const match = /^(\[[0-9a-fA-F:.]+\]|[^\s:[\]]+):(\d{1,5})$/.exec(serial);
  const address = match?.[1];
  const port = Number(match?.[2]);
  if (address === undefined || port < 1 || port > 65_535) return null;
  return { address, port };
}
