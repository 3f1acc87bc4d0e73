import { appendFileSync, createReadStream, openSync } from 'node:fs';
import { createInterface } from 'node:readline';

/**
 * The act log as a process of its own: whatever comes through the pipe happened, and goes into the file. A line that begins with #
 * is answered, so that whoever asks knows that everything before it is there.
 */
function main(): void {
  const [, , pipe = '', file = ''] = process.argv;
  // Open for writing as well: it goes on when the last console is gone.
  const input = createReadStream(pipe, { fd: openSync(pipe, 'r+'), autoClose: false });
  createInterface({ input }).on('line', (line) => {
    if (line.startsWith('#')) process.stdout.write(`${line}\n`);
    else appendFileSync(file, `${line}\n`);
  });
  process.stdout.write('ready\n');
}

main();
