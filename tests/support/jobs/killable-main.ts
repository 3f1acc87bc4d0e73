import { z } from 'zod';
import { succeed } from '../../../electron/contract/outcome.ts';
import type { DemoLauncher } from '../../../electron/demo/demo-launcher.ts';
import { LineSession } from '../../../electron/headless/line-session.ts';
import { createStreamLogger } from '../../../electron/headless/stream-logger.ts';
import { registerKind } from '../../../electron/jobs/job-registry.ts';
import { openTestConsole } from '../services.ts';
import { createFileKind, FileWorld } from './file-kind.ts';
import { standAt } from './kill-points.ts';

/** What a console that is to be killed is started with. */
const ordersSchema = z.strictObject({
  dataFolder: z.string(),
  localAdbPort: z.number().int(),
  /** A virtual desk that somebody else runs, and that outlives this console; null: none. */
  desk: z.strictObject({ adbPort: z.number().int(), phoneCount: z.number().int() }).nullable(),
  /** Where the file kind's groups and acts stand; null: only the console's own kinds. */
  worldFolder: z.string().nullable(),
});

/** A headless console as a process of its own, with points at which it can be killed. */
async function main(): Promise<void> {
  const { dataFolder, localAdbPort, desk, worldFolder } = ordersSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
  const moreJobKinds =
    worldFolder === null ? [] : [registerKind(createFileKind({ world: new FileWorld(worldFolder), reach: standAt }))];
  const onCommitMark = {
    onWriting: () => standAt('marking', ''),
    onWritten: () => standAt('marked', ''),
  };
  const virtual = desk === null ? {} : { phones: desk.phoneCount, demoLauncher: attachTo(desk.adbPort) };
  const opened = await openTestConsole({
    dataFolder,
    localAdbPort,
    ...virtual,
    morePorts: { moreJobKinds, onCommitMark },
  });
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.message}`);
  const { services } = opened.value;
  process.stdout.write(`${JSON.stringify({ event: 'ready' })}\n`);
  const logger = createStreamLogger(process.stderr, 'warn');
  const session = new LineSession({ input: process.stdin, output: process.stdout, services, logger });
  await session.ended;
  await session.dispose();
  await services.dispose();
}

/** The desk is there already: nothing is started, and nothing ends with the console. */
function attachTo(adbPort: number): DemoLauncher {
  const never = new Promise<null>(() => undefined);
  const desk = { adbPort, controlPort: 0, token: '', ended: never, stop: () => Promise.resolve() };
  return { launch: async () => succeed(desk) };
}

await main();
