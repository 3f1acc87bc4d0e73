import { Duplex } from 'node:stream';
import type { AdbdStream } from './adbd-stream.ts';

/** The phone's end of a stream that it opened to the host, as an ordinary socket. */
export function streamAsDuplex(stream: AdbdStream): Duplex {
  return new Duplex({
    allowHalfOpen: false,
    read() {
      void (async () => this.push(await stream.input.read()))();
    },
    write(chunk: Buffer, _encoding, done) {
      void (async () => done(await stream.write(chunk).then(() => null)))();
    },
    final(done) {
      stream.end();
      done();
    },
    destroy(error, done) {
      stream.end();
      done(error);
    },
  });
}
