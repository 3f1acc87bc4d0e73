import { z } from 'zod';
import { succeed } from '../../electron/contract/outcome.ts';
import type { DemoLauncher } from '../../electron/demo/demo-launcher.ts';
import { LineSession } from '../../electron/headless/line-session.ts';
import { createStreamLogger } from '../../electron/headless/stream-logger.ts';
import { openTestConsole } from './services.ts';

const ordersSchema = z.strictObject({
  dataFolder: z.string(),
  localAdbPort: z.number().int(),
  /** A virtual desk that somebody else runs, and that outlives this console. */
  deskAdbPort: z.number().int(),
  phoneCount: z.number().int(),
});

/** A headless console as a process of its own, on a virtual desk whose world somebody else can look into. */
async function main(): Promise<void> {
  const { deskAdbPort, phoneCount, ...orders } = ordersSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
  const opened = await openTestConsole({ ...orders, phones: phoneCount, demoLauncher: attachTo(deskAdbPort) });
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
