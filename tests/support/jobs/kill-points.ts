import { readSync, writeSync } from 'node:fs';
import { z } from 'zod';

/** The ledger's own points, and those of whatever acts. */
export const killPointSchema = z.object({ point: z.string(), subject: z.string() });
export type KillPoint = z.output<typeof killPointSchema>;

const outFd = 3;
const inFd = 4;
const oneByte = Buffer.alloc(1);

/**
 * The killed side: tells the parent where it is and stands still, the whole process with it, until the parent lets it go
 * on, or kills it there.
 */
export function standAt(point: string, subject: string): void {
  writeSync(outFd, `${JSON.stringify({ point, subject })}\n`);
  for (;;) {
    try {
      if (readSync(inFd, oneByte, 0, 1, null) === 0) process.exit(9);
      return;
    } catch (failure) {
      if (!(failure instanceof Error) || !('code' in failure) || failure.code !== 'EAGAIN') throw failure;
    }
  }
}
