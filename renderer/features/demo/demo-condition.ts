import type { Demo } from '@contract/demo.ts';
import type { Host } from '@contract/hosts.ts';

export type DemoCondition = Demo['state'] | 'server-down';

/**
 * What can be said of the virtual desk: its state, but `server-down` while it runs and its adb server is down, since
 * none of its phones can be reached then.
 */
export function demoConditionOf(demo: Demo, hosts: Iterable<Host>): DemoCondition {
  return demo.state === 'running' && isDemoServerDown(hosts) ? 'server-down' : demo.state;
}

function isDemoServerDown(hosts: Iterable<Host>): boolean {
  return [...hosts].some(({ kind, state }) => kind === 'demo' && state === 'down');
}
