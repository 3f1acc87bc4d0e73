import { expect, test, vi } from 'vitest';
import { EventSource } from '../../../electron/runtime/event-source.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';

test('every listener hears every event, in order', () => {
  const source = new EventSource<number>(new RecordingLogger());
  const heard: string[] = [];
  source.subscribe((value) => heard.push(`a${value}`));
  source.subscribe((value) => heard.push(`b${value}`));
  source.emit(1);
  source.emit(2);
  expect(heard).toEqual(['a1', 'b1', 'a2', 'b2']);
});

test('a listener that throws is logged and the others hear on', () => {
  const logger = new RecordingLogger();
  const source = new EventSource<number>(logger);
  const bug = new Error('bug');
  const other = vi.fn();
  source.subscribe(() => {
    throw bug;
  });
  source.subscribe(other);
  source.emit(1);
  expect(other).toHaveBeenCalledOnce();
  expect(logger.lines).toMatchObject([{ level: 'error', event: 'listener-threw', cause: bug }]);
});

test('one function subscribed twice is two subscriptions, each ended by itself and more than once', () => {
  const source = new EventSource<number>(new RecordingLogger());
  const listener = vi.fn();
  const stopFirst = source.subscribe(listener);
  const stopSecond = source.subscribe(listener);
  stopFirst();
  stopFirst();
  source.emit(1);
  expect(listener).toHaveBeenCalledOnce();
  stopSecond();
  source.emit(2);
  expect(listener).toHaveBeenCalledOnce();
});
