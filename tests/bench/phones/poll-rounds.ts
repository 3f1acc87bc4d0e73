import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { AdbServer } from '../../../electron/adb/adb-server.ts';
import type { DeviceRow } from '../../../electron/adb/device-row.ts';
import { defaultSettings } from '../../../electron/contract/settings.ts';
import { parallelPolls, slowPollMs } from '../../../electron/devices/devices.ts';
import { HealthPoller } from '../../../electron/devices/sessions/health-poller.ts';
import { FairLimiter } from '../../../electron/devices/sessions/limiter.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';

/**
 * `--adb-port N`: the console's own polls as a process of their own. Each line of standard input is one round over all
 * phones that the server lists, answered by one line with what it took.
 */
const { values } = parseArgs({ options: { 'adb-port': { type: 'string', default: '0' } } });
const clock = createSystemClock();
const server = new AdbServer({ address: '127.0.0.1', port: Number(values['adb-port']), logger: silentLogger, clock });
const limiter = new FairLimiter({ capacity: parallelPolls, clock, slowAfterMs: slowPollMs });

/** The first poll of a phone, which asks everything; resolves with the number of checks whose value is known. */
function pollPhone({ serial, transportId }: DeviceRow): Promise<number> {
  if (transportId === null) throw new Error(`${serial} has no transport`);
  return new Promise((resolve) => {
    const poller = new HealthPoller({
      phoneId: serial,
      clock,
      limiter,
      settings: () => defaultSettings,
      sdk: () => null,
      shell: (command, options) => server.shell(transportId, command, options),
      onRejudged: () => undefined,
      onPolled: () => {
        poller.dispose();
        resolve(poller.health.checks.filter(({ unknownSinceAt }) => unknownSinceAt === null).length);
      },
    });
    poller.setReady(true);
  });
}

async function pollAll(): Promise<object> {
  const listed = await server.listDevices({ timeoutMs: 5_000 });
  if (!listed.ok) throw new Error(listed.error.message);
  const startedAt = clock.monotonic();
  const before = process.cpuUsage();
  const known = await Promise.all(listed.value.map(pollPhone));
  const { user, system } = process.cpuUsage(before);
  const wallMs = clock.monotonic() - startedAt;
  return {
    event: 'round',
    wallMs,
    cpuMs: (user + system) / 1000,
    phones: known.length,
    fewestKnown: Math.min(...known),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line !== '') console.log(JSON.stringify(await pollAll()));
}
server.dispose();
limiter.dispose();
