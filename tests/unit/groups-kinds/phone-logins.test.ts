import { expect, test } from 'vitest';
import { PhoneLogins } from '../../../electron/groups/kinds/phone-logins.ts';
import { succeed } from '../../../electron/contract/outcome.ts';
import type { Route } from '../../../electron/contract/phones.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { createPaperContext, PaperPlaybooks } from './paper-playbooks.ts';

const item = { accountId: 'own', phoneId: 'phone-1' };
const minuteMs = 60_000;

function open() {
  const playbooks = new PaperPlaybooks();
  const clock = new ManualClock(0);
  const accounts = {
    get: (accountId: string) =>
      accountId === 'nameless' ? { nickname: null, maskedId: null } : { nickname: '客服', maskedId: 'ow•••wn' },
    recordIdentity: (_phoneId: string, { messengerId, nickname }: { messengerId: string; nickname: string }) =>
      succeed({ accountId: messengerId, nickname }),
  };
  const logins = new PhoneLogins({ playbooks, accounts, machineClock: clock });
  const logIn = (messengerId: string): void =>
    playbooks.answer('read-own-identity', { values: { messengerId, nickname: messengerId } });
  logIn('own');
  const check = (changes: Partial<ReturnType<typeof createPaperContext>> = {}) =>
    logins.check(item, { ...createPaperContext(), ...changes });
  return { playbooks, clock, logins, logIn, check };
}

test('the account is read once in a session of the messenger', async () => {
  const { check, playbooks } = open();
  expect([await check(), await check(), await check()]).toEqual([null, null, null]);
  expect(playbooks.acts).toEqual(['read-own-identity']);
});

test('another account that is there is told, and is read again the next time', async () => {
  const { check, logIn, playbooks } = open();
  logIn('other');
  expect(await check()).toMatchObject({ state: 'skipped', code: 'account-moved', detail: { present: 'other' } });
  logIn('own');
  expect(await check()).toBeNull();
  expect(playbooks.acts).toHaveLength(2);
});

test('a messenger that was started anew is read anew', async () => {
  const { check, logIn, playbooks } = open();
  await check();
  playbooks.session = 'boot 2';
  logIn('other');
  expect(await check()).toMatchObject({ code: 'account-moved' });
});

test('a phone that was reached anew is read anew', async () => {
  const { check, logIn } = open();
  const { phone } = createPaperContext();
  const route: Route = {
    routeId: 'r1',
    hostId: 'h1',
    serial: 's1',
    transportId: 7,
    connection: 'usb',
    portPath: null,
    adbState: 'device',
    isLive: true,
    isCurrent: true,
    seenAt: null,
  };
  await check({ phone: { ...phone, routes: [route] } });
  logIn('other');
  expect(await check({ phone: { ...phone, routes: [route] } })).toBeNull();
  expect(await check({ phone: { ...phone, routes: [{ ...route, transportId: 8 }] } })).toMatchObject({
    code: 'account-moved',
  });
});

test('a phone that does not say its session is read each time', async () => {
  const { check, playbooks } = open();
  playbooks.session = null;
  await check();
  await check();
  expect(playbooks.acts).toHaveLength(2);
});

test('a phone that was left alone for some minutes is read anew, one that is worked on is not', async () => {
  const { check, logins, clock, playbooks } = open();
  await check();
  await clock.advance(4 * minuteMs);
  logins.noteLeft('phone-1');
  await clock.advance(4 * minuteMs);
  await check();
  expect(playbooks.acts).toHaveLength(1);
  await clock.advance(2 * minuteMs);
  await check();
  expect(playbooks.acts).toHaveLength(2);
});

test('a page that could not be read ends the attempt', async () => {
  const { check, playbooks } = open();
  playbooks.answer('read-own-identity', { state: 'failed', code: 'unknown-screen', verifiedBy: null });
  expect(await check()).toMatchObject({ state: 'failed', code: 'unknown-screen' });
});

test('by hand the operator is told whom to look for, and the word counts where nothing can be read', async () => {
  const { check, playbooks } = open();
  playbooks.answer('read-own-identity', { values: {}, verifiedBy: 'operator' });
  expect(await check({ mode: 'manual' })).toBeNull();
  expect(playbooks.variables).toEqual([{ ownName: '客服', ownId: 'ow•••wn' }]);
});

test('a page without an id proves nothing', async () => {
  const { check, playbooks } = open();
  playbooks.answer('read-own-identity', { values: { nickname: '客服' }, verifiedBy: 'page' });
  expect(await check()).toMatchObject({ code: 'account-moved' });
});

test('by hand nobody is asked about an account that has no name', async () => {
  const { logins, playbooks } = open();
  const context = { ...createPaperContext(), mode: 'manual' } as const;
  expect(await logins.check({ ...item, accountId: 'nameless' }, context)).toBeNull();
  expect(playbooks.acts).toEqual([]);
});
