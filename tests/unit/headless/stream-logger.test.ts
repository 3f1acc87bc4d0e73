import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createStreamLogger, type LogLevel } from '../../../electron/headless/stream-logger.ts';

function createLogger(least: LogLevel) {
  const stream = new PassThrough();
  const read = (): string => String(stream.read() ?? '');
  return { logger: createStreamLogger(stream, least), read };
}

test('an event is one line with time, level, scope and fields', () => {
  const { logger, read } = createLogger('info');
  logger.scoped('store').warn('query-slow', { durationMs: 52, sql: 'SELECT "x"\n' });
  expect(read()).toMatch(
    /^\d{4}-\d\d-\d\dT[\d:.]+Z warn jiqun\/store query-slow durationMs=52 sql="SELECT \\"x\\"\\n"\n$/,
  );
});

test('events below the wanted level are left out', () => {
  const { logger, read } = createLogger('warn');
  logger.debug('a');
  logger.info('b');
  logger.warn('c');
  logger.error('d');
  expect(read().match(/ (warn|error) jiqun \w/g)).toEqual([' warn jiqun c', ' error jiqun d']);
});

test('a cause keeps its stack on the same line', () => {
  const { logger, read } = createLogger('error');
  logger.error('procedure-threw', {}, new Error('a bug'));
  const text = read();
  expect(text).toContain('a bug');
  expect(text.split('\n')).toHaveLength(2);
});
