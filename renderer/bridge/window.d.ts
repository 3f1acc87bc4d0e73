import type { ConsoleBridge } from '@contract/procedures.ts';

declare global {
  interface Window {
    /** Put there by the preload script; absent when the page was opened outside the console. */
    readonly jiqun?: ConsoleBridge;
  }
}
