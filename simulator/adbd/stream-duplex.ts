import { Duplex } from 'node:stream';
import type { AdbdStream } from './adbd-stream.ts';

/** The phone's end of a stream that it opened to the host, as an ordinary socket. */
export function streamAsDuplex(stream: AdbdStream): Duplex {
  return new Duplex({
    allowHalfOpen: false,
    read() {
      void stream.input.read().then((chunk) => this.push(chunk));
    },
    write(chunk: Buffer, _encoding, done) {
      void stream.write(chunk).then(() => done());
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
