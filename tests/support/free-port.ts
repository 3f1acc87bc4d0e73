import { findFreePort, pickFirstPort } from '../../simulator/desk/free-port.ts';

/** A port on 127.0.0.1 on which nothing listens right now, outside the range of outgoing connections. */
export function freePort(): Promise<number> {
  return findFreePort(pickFirstPort(Math.random));
}
