import type { Writable } from 'node:stream';
import type { LogFields, Logger } from '../runtime/logger.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

const order: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** A logger that writes one line per event from `least` upwards, e.g. `2026-01-31T08:00:00.000Z warn store query-slow durationMs=52`. */
export function createStreamLogger(stream: Writable, least: LogLevel, scope = 'jiqun'): Logger {
  const write = (level: LogLevel, event: string, fields: LogFields = {}, cause?: unknown): void => {
    if (order.indexOf(level) < order.indexOf(least)) return;
    const pairs = Object.entries(fields).map(([key, value]) => `${key}=${JSON.stringify(value) ?? 'undefined'}`);
    const causes = cause === undefined ? [] : [describeCause(cause)];
    stream.write(`${[new Date().toISOString(), level, scope, event, ...pairs, ...causes].join(' ')}\n`);
  };
  return {
    debug: (event, fields) => write('debug', event, fields),
    info: (event, fields) => write('info', event, fields),
    warn: (event, fields) => write('warn', event, fields),
    error: (event, fields, cause) => write('error', event, fields, cause),
    scoped: (name) => createStreamLogger(stream, least, `${scope}/${name}`),
  };
}

function describeCause(cause: unknown): string {
  if (!(cause instanceof Error)) return `cause=${JSON.stringify(cause) ?? 'undefined'}`;
  return `cause=${JSON.stringify(cause.stack ?? cause.message)}`;
}
