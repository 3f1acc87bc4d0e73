import { fail, succeed } from '../contract/outcome.ts';
import type { Fault, Outcome } from '../contract/outcome.ts';
import type { Clock } from '../runtime/clock.ts';
import { silentLogger } from '../runtime/logger.ts';
import { runProgram } from './adb-program.ts';
import type { AdbProgram } from './adb-program.ts';
import { AdbServer } from './adb-server.ts';
import { classifyHostError } from './server-fault.ts';

export interface ServerStart {
  readonly port: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

const askTimeoutMs = 2_000;
const startTimeoutMs = 15_000;

/** The protocol version of the adb server on that port of this machine; a fault says what is there instead. */
export async function askServerVersion(
  port: number,
  options: { clock: Clock; signal?: AbortSignal | undefined },
): Promise<Outcome<number>> {
  const server = new AdbServer({ address: '127.0.0.1', port, logger: silentLogger, clock: options.clock });
  try {
    return await server.version({ timeoutMs: askTimeoutMs, signal: options.signal });
  } finally {
    server.dispose();
  }
}

/** True when an adb server, of whatever version, answers on that port of this machine. */
export async function isServerRunning(port: number, clock: Clock): Promise<boolean> {
  return (await askServerVersion(port, { clock })).ok;
}

/**
 * `adb -P port start-server`. A server that runs already is left alone: one of the program's own version is a
 * success, another version is `adb-version-clash`, because the program would kill it for everyone who uses it.
 */
export async function startServer(program: AdbProgram, options: ServerStart): Promise<Outcome<null>> {
  const running = await askServerVersion(options.port, options);
  if (running.ok) return judgeRunning(program, running.value);
  if (running.error.code === 'adb-port-taken' || running.error.code === 'aborted') return running;
  const { port, env, signal } = options;
  const timeoutMs = options.timeoutMs ?? startTimeoutMs;
  const started = await runProgram(program.path, ['-P', String(port), 'start-server'], { timeoutMs, env, signal });
  if (!started.ok) return startFault(started.error, port);
  const answer = await askServerVersion(port, options);
  return answer.ok ? succeed(null) : startFault(answer.error, port);
}

function judgeRunning(program: AdbProgram, serverVersion: number): Outcome<null> {
  if (serverVersion === program.serverVersion) return succeed(null);
  const detail = { reason: 'other-version-runs', serverVersion, clientVersion: program.serverVersion };
  return fail('adb-version-clash', 'another adb server runs on this port', detail);
}

function startFault(fault: Fault, port: number): Outcome<null> {
  const printed = [fault.detail?.['stderr'], fault.detail?.['stdout']].filter((text) => typeof text === 'string');
  const stderr = printed.join('\n').trim();
  if (fault.code === 'aborted') return fail('aborted', fault.message);
  const known = classifyHostError(stderr);
  if (known?.code === 'adb-port-taken' || known?.code === 'adb-version-clash') {
    return fail(known.code, known.message, { ...known.detail, port });
  }
  return fail('adb-server-start-failed', 'the adb server did not start', { port, stderr, cause: fault.message });
}
