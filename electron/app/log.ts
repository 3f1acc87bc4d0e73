import { join } from 'node:path';
import log from 'electron-log/node';
import type { LogFields, Logger } from '../runtime/logger.ts';

const maxFileBytes = 5 * 1024 * 1024;

/**
 * Logs to `<folder>/main.log` (rotated at 5 MB, one old file kept) and, when `isVerbose`, to stderr.
 * One JSON object a line, so that a support bundle can be searched.
 */
export function createFileLogger(folder: string, isVerbose: boolean): Logger {
  const instance = log.create({ logId: 'jiqun' });
  instance.transports.file.resolvePathFn = () => join(folder, 'main.log');
  instance.transports.file.maxSize = maxFileBytes;
  instance.transports.file.format = '{text}';
  instance.transports.console.level = isVerbose ? 'info' : false;
  instance.transports.console.format = '{text}';
  return scopedLogger('main', (level, line) => instance[level](line));
}

type Level = 'debug' | 'info' | 'warn' | 'error';

function scopedLogger(scope: string, write: (level: Level, line: string) => void): Logger {
  const put = (level: Level, event: string, fields?: LogFields, cause?: unknown): void => {
    const line = { at: new Date().toISOString(), level, scope, event, ...fields, ...describeCause(cause) };
    write(level, JSON.stringify(line));
  };
  return {
    debug: (event, fields) => put('debug', event, fields),
    info: (event, fields) => put('info', event, fields),
    warn: (event, fields) => put('warn', event, fields),
    error: (event, fields, cause) => put('error', event, fields, cause),
    scoped: (name) => scopedLogger(`${scope}/${name}`, write),
  };
}

function describeCause(cause: unknown): { cause?: string } {
  if (cause === undefined) return {};
  if (!(cause instanceof Error)) return { cause: typeof cause === 'string' ? cause : JSON.stringify(cause) };
  const inner = cause.cause === undefined ? '' : ` <- ${describeCause(cause.cause).cause ?? ''}`;
  return { cause: `${cause.stack ?? cause.message}${inner}` };
}
