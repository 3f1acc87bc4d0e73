import type { IpcMain, IpcMainEvent, WebContents, WebFrameMain } from 'electron';
import { fail, type Outcome } from '../contract/outcome.ts';
import { events, requestMaxLength, type EventName } from '../contract/procedures.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { Services } from '../services.ts';
import { CallsUnderWay } from './calls-under-way.ts';
import { cancelChannel, eventChannelPrefix, invokeChannel } from './channels.ts';
import { isRendererAddress } from './renderer-origin.ts';

export interface IpcTransportOptions {
  readonly ipcMain: IpcMain;
  readonly contents: WebContents;
  readonly services: Pick<Services, 'dispatch' | 'subscribe'>;
}

/**
 * Carries procedures and events between one window and the dispatcher. Only the window's own main frame, showing
 * our own renderer, is heard; a request is measured before it is parsed. Calls under way are aborted when the page
 * says so, and all of them when it goes away.
 */
export function connectIpc({ ipcMain, contents, services }: IpcTransportOptions): Disposable {
  const calls = new CallsUnderWay();
  const abortAll = (): void => calls.abortAll();
  ipcMain.handle(invokeChannel, (event, name: unknown, body: unknown, callId: unknown) => {
    if (!isOwnFrame(event.senderFrame, contents)) return fail('forbidden-sender', 'not the console window');
    const input = readBody(name, body);
    if (!input.ok) return input;
    return calls.run(callId, (signal) => services.dispatch(input.value.name, input.value.input, signal));
  });
  const onCancel = (event: IpcMainEvent, callId: unknown): void => {
    if (isOwnFrame(event.senderFrame, contents)) calls.abort(callId);
  };
  ipcMain.on(cancelChannel, onCancel);
  const stops = eventNames().map((name) =>
    services.subscribe(name, (payload) => {
      if (!contents.isDestroyed()) contents.send(eventChannelPrefix + name, payload);
    }),
  );
  contents.on('render-process-gone', abortAll);
  contents.on('did-navigate', abortAll);
  return {
    dispose: () => {
      abortAll();
      ipcMain.removeListener(cancelChannel, onCancel);
      for (const stop of stops) stop();
      ipcMain.removeHandler(invokeChannel);
    },
  };
}

/** Checks shape and size before anything is parsed; JSON that does not parse is `invalid-input`, never a throw. */
export function readBody(name: unknown, body: unknown): Outcome<{ name: string; input: unknown }> {
  if (typeof name !== 'string' || name.length > 100) return fail('unknown-procedure', 'procedure name is not text');
  if (typeof body !== 'string') return fail('invalid-input', 'request body is not JSON text');
  if (body.length > requestMaxLength) {
    return fail('payload-too-large', 'request body is too long', { length: body.length, limit: requestMaxLength });
  }
  try {
    const input: unknown = JSON.parse(body);
    return { ok: true, value: { name, input } };
  } catch {
    return fail('invalid-input', 'request body is not JSON');
  }
}

function isOwnFrame(frame: WebFrameMain | null, contents: WebContents): boolean {
  if (frame === null || contents.isDestroyed()) return false;
  return frame === contents.mainFrame && isRendererAddress(frame.url);
}

function eventNames(): EventName[] {
  return Object.keys(events).filter((name): name is EventName => name in events);
}
