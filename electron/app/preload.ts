import { contextBridge, ipcRenderer } from 'electron';
import type { ConsoleBridge } from '../contract/procedures.ts';
import { cancelChannel, eventChannelPrefix, invokeChannel } from './channels.ts';

const bridge: ConsoleBridge = {
  // The body travels as text so that main can measure it before it is parsed.
  invoke: (name, input, callId) => ipcRenderer.invoke(invokeChannel, name, JSON.stringify(input), callId),
  cancel: (callId) => ipcRenderer.send(cancelChannel, callId),
  subscribe(name, listener) {
    const receive = (_event: unknown, payload: Parameters<typeof listener>[0]): void => listener(payload);
    ipcRenderer.on(eventChannelPrefix + name, receive);
    return () => ipcRenderer.removeListener(eventChannelPrefix + name, receive);
  },
};

contextBridge.exposeInMainWorld('jiqun', bridge);
