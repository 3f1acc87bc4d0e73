/** A port of a hub, by USB path. */
export interface PathPort {
  /** `1-2` for `1-2.3`; `1` for `1-4`: the computer's own ports on bus 1. */
  readonly hubPath: string;
  readonly port: number;
}

const pathPattern = /^(\d+)-(\d+(?:\.\d+)*)$/;

/** Reads a path as Linux prints it (`1-2.3`); null for any other text and where the platform prints none. */
export function portOfPath(portPath: string | null): PathPort | null {
  const match = pathPattern.exec(portPath ?? '');
  const [, bus, chain] = match ?? [];
  if (bus === undefined || chain === undefined) return null;
  const ports = chain.split('.');
  const port = Number(ports.pop());
  return { hubPath: ports.length === 0 ? bus : `${bus}-${ports.join('.')}`, port };
}

/** True for the computer's own ports, which no cable and no power supply leads to. */
export function isRootHub(hubPath: string): boolean {
  return !hubPath.includes('-');
}

/** The number of the bus, which one controller drives: `1` for `1-2.3` and for `1`. */
export function busOf(path: string): string {
  return path.split('-')[0] ?? path;
}

/** The hubs above a port or hub, the nearest first: `1-2.3.4` gives `1-2.3`, `1-2`, `1`. */
export function hubsAbove(path: string): string[] {
  const above: string[] = [];
  for (let at = portOfPath(path); at !== null; at = portOfPath(at.hubPath)) above.push(at.hubPath);
  return above;
}

/** Does this port or hub hang below that hub, directly or through others? */
export function isBelow(path: string, hubPath: string): boolean {
  return isRootHub(hubPath) ? path.startsWith(`${hubPath}-`) : path.startsWith(`${hubPath}.`);
}
