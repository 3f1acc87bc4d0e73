import { concatBytes } from '../shell/byte-stream.ts';
import type { InstallOptions } from './packages.ts';

interface Session {
  readonly options: InstallOptions;
  readonly parts: Uint8Array[];
}

const firstId = 1_482_000_000;
const mostOpen = 8;

/** Installations that are being streamed; the oldest is dropped when a host opens too many. */
export class InstallSessions {
  readonly #open = new Map<number, Session>();
  #nextId = firstId;

  create(options: InstallOptions): number {
    this.#nextId += 1;
    this.#open.set(this.#nextId, { options, parts: [] });
    const [oldest] = this.#open.keys();
    if (this.#open.size > mostOpen && oldest !== undefined) this.#open.delete(oldest);
    return this.#nextId;
  }

  /** False when there is no such session. */
  write(sessionId: number, bytes: Uint8Array): boolean {
    return this.#open.get(sessionId)?.parts.push(bytes) !== undefined;
  }

  /** Ends the session and gives what was written; null when there is none. */
  take(sessionId: number): { readonly apk: Uint8Array; readonly options: InstallOptions } | null {
    const session = this.#open.get(sessionId);
    if (session === undefined) return null;
    this.#open.delete(sessionId);
    return { apk: concatBytes(session.parts), options: session.options };
  }
}
