import { Agent, type ClientRequestArgs } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Fault, Outcome } from '../../contract/outcome.ts';

/** A stream to the phone that could not be opened: nothing was sent. */
export class StreamRefused extends Error {
  override readonly name = 'StreamRefused';
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.message);
    this.fault = fault;
  }
}

const mostStreams = 2;

/** Keeps HTTP connections alive over streams that go through the adb transport. */
export class StreamAgent extends Agent {
  readonly #openStream: () => Promise<Outcome<Duplex>>;

  constructor(openStream: () => Promise<Outcome<Duplex>>) {
    super({ keepAlive: true, maxSockets: mostStreams, maxFreeSockets: mostStreams });
    this.#openStream = openStream;
  }

  override createConnection(
    _options: ClientRequestArgs,
    done?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    void this.#connect(done);
    return undefined;
  }

  async #connect(done?: (error: Error | null, stream: Duplex) => void): Promise<void> {
    const opened = await this.#openStream();
    if (!opened.ok) {
      // Node calls back with an error alone; the type asks for a stream beside it.
      Reflect.apply(done ?? (() => undefined), undefined, [new StreamRefused(opened.error)]);
      return;
    }
    opened.value.resume();
    done?.(null, opened.value);
  }
}
