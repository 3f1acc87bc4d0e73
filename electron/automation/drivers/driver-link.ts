import type { Duplex } from 'node:stream';
import type { Outcome } from '../../contract/outcome.ts';
import type { PhoneShell } from '../screen-reader.ts';

export interface LinkOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly maxBytes?: number | undefined;
}

/** The phone as the drivers need it, bound to its current route; `PhoneLink` of the device layer is one. */
export interface DriverLink extends PhoneShell {
  /** Raw output of a command, byte for byte. */
  exec(command: string, options: LinkOptions): Promise<Outcome<Uint8Array>>;
  /** A stream to a service of the phone (`tcp:6790`); its holder closes it. No forward is made. */
  open(service: string, options: LinkOptions): Promise<Outcome<Duplex>>;
  push(
    file: { readonly source: string | Uint8Array; readonly remotePath: string },
    options: LinkOptions,
  ): Promise<Outcome<null>>;
}
