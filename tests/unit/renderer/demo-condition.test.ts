import { expect, it } from 'vitest';
import type { Demo } from '../../../electron/contract/demo.ts';
import type { Host } from '../../../electron/contract/hosts.ts';
import { demoConditionOf } from '../../../renderer/features/demo/demo-condition.ts';

function demoIn(state: Demo['state']): Demo {
  return { state, phoneCount: 100, seed: 1, fault: null };
}

function hostOf(kind: Host['kind'], state: Host['state']): Host {
  return {
    hostId: kind,
    name: '',
    kind,
    address: '127.0.0.1',
    port: 5041,
    state,
    stateSinceAt: 0,
    fault: null,
    serverVersion: null,
    adbPath: null,
    phoneCount: 0,
  };
}

it('says that the server is down while the demo runs without it', () => {
  expect(demoConditionOf(demoIn('running'), [hostOf('local', 'up'), hostOf('demo', 'down')])).toBe('server-down');
});

it.each(['up', 'connecting'] as const)('says running while its server is %s', (state) => {
  expect(demoConditionOf(demoIn('running'), [hostOf('demo', state)])).toBe('running');
});

it('does not take the server of another host for its own', () => {
  expect(demoConditionOf(demoIn('running'), [hostOf('local', 'down'), hostOf('demo', 'up')])).toBe('running');
  expect(demoConditionOf(demoIn('running'), [hostOf('local', 'down')])).toBe('running');
});

it.each(['off', 'starting', 'stopping', 'failed'] as const)(
  'leaves %s as it is: the server is down with it',
  (state) => {
    expect(demoConditionOf(demoIn(state), [hostOf('demo', 'down')])).toBe(state);
  },
);
