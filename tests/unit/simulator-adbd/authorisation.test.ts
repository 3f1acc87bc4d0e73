import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { isSignedBy, parseHostKey, toKeyObject } from '../../../simulator/adbd/authorizer.ts';
import { AuthKind, Command } from '../../../simulator/adbd/packet.ts';
import { AndroidRsaKey } from '../../support/android-rsa-key.ts';
import { RawAdbHost } from '../../support/raw-adb-host.ts';
import { startTinyAdbd, type TinyAdbd } from '../../support/tiny-adbd.ts';

const ownKey = new AndroidRsaKey();
const otherKey = new AndroidRsaKey();

async function dialLocked(phone: TinyAdbd): Promise<{ host: RawAdbHost; token: Buffer }> {
  const host = await RawAdbHost.dial(phone.port);
  host.sendGreeting();
  const challenge = await host.next();
  expect(challenge).toMatchObject({ command: Command.auth, arg0: AuthKind.token });
  return { host, token: challenge.payload };
}

async function acceptFor(phone: TinyAdbd, key: AndroidRsaKey, remember: boolean): Promise<RawAdbHost> {
  const { host } = await dialLocked(phone);
  host.sendAuth(AuthKind.publicKey, key.payload('desk@pc'));
  await vi.waitFor(() => expect(phone.authorizer.waitingOwners).toEqual(['desk@pc']));
  phone.authorizer.accept(remember);
  expect((await host.next()).command).toBe(Command.connect);
  return host;
}

describe('authorisation', () => {
  test('the token is 20 bytes and another each time', async () => {
    const phone = await startTinyAdbd({ asksForKey: true });
    const first = await dialLocked(phone);
    const second = await dialLocked(phone);
    expect(first.token).toHaveLength(20);
    expect(first.token.equals(second.token)).toBe(false);
  });

  test('an unknown key is not let in until somebody accepts it', async () => {
    const phone = await startTinyAdbd({ asksForKey: true });
    const { host } = await dialLocked(phone);
    host.sendAuth(AuthKind.publicKey, ownKey.payload('desk@pc'));
    await vi.waitFor(() => expect(phone.authorizer.waitingOwners).toEqual(['desk@pc']));
    expect(host.waiting).toEqual([]);
    phone.authorizer.accept(false);
    expect((await host.next()).command).toBe(Command.connect);
  });

  test('a remembered key gets in by its signature alone', async () => {
    const phone = await startTinyAdbd({ asksForKey: true });
    await acceptFor(phone, ownKey, true);
    const { host, token } = await dialLocked(phone);
    host.sendAuth(AuthKind.signature, ownKey.sign(token));
    expect((await host.next()).command).toBe(Command.connect);
  });

  test('a key accepted once only is asked for again', async () => {
    const phone = await startTinyAdbd({ asksForKey: true });
    await acceptFor(phone, ownKey, false);
    const { host, token } = await dialLocked(phone);
    host.sendAuth(AuthKind.signature, ownKey.sign(token));
    expect(await host.next()).toMatchObject({ command: Command.auth, arg0: AuthKind.token });
  });

  test('the signature of another key, or of another token, gets a new token', async () => {
    const phone = await startTinyAdbd({ asksForKey: true });
    await acceptFor(phone, ownKey, true);
    const { host, token } = await dialLocked(phone);
    host.sendAuth(AuthKind.signature, otherKey.sign(token));
    const again = await host.next();
    expect(again.arg0).toBe(AuthKind.token);
    expect(again.payload.equals(token)).toBe(false);
    host.sendAuth(AuthKind.signature, ownKey.sign(token));
    expect((await host.next()).arg0).toBe(AuthKind.token);
  });

  test('nothing can be opened before authorisation', async () => {
    const phone = await startTinyAdbd({ asksForKey: true });
    const { host } = await dialLocked(phone);
    host.send(Command.open, 1, 0, Buffer.from('exec:echo hi\0'));
    host.sendAuth(AuthKind.signature, otherKey.sign(Buffer.alloc(20)));
    expect((await host.next()).command).toBe(Command.auth);
    expect(phone.device.runningCount).toBe(0);
  });

  test('revoking forgets every key', async () => {
    const phone = await startTinyAdbd({ asksForKey: true });
    await acceptFor(phone, ownKey, true);
    phone.authorizer.revoke();
    const { host, token } = await dialLocked(phone);
    host.sendAuth(AuthKind.signature, ownKey.sign(token));
    expect((await host.next()).arg0).toBe(AuthKind.token);
  });

  test('a host that hangs up takes its dialog with it', async () => {
    const phone = await startTinyAdbd({ asksForKey: true });
    const { host } = await dialLocked(phone);
    host.sendAuth(AuthKind.publicKey, ownKey.payload('desk@pc'));
    await vi.waitFor(() => expect(phone.authorizer.waitingOwners).toHaveLength(1));
    host.hangUp();
    await vi.waitFor(() => expect(phone.authorizer.waitingOwners).toEqual([]));
  });

  test('no text is taken for a key unless it is one, and none throws', () => {
    expect(toKeyObject(ownKey.blob)).not.toBeNull();
    fc.assert(
      fc.property(
        fc.string(),
        (text) => toKeyObject(text) === null && !isSignedBy(text, Buffer.alloc(20), Buffer.alloc(256)),
      ),
    );
    expect(parseHostKey(Buffer.from('not a key\0'))).toBeNull();
    expect(parseHostKey(ownKey.payload('a b@c'))).toEqual({ blob: ownKey.blob, owner: 'a b@c' });
  });

  test('damaged signatures are refused without throwing', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        (bytes) => !isSignedBy(ownKey.blob, Buffer.alloc(20), Buffer.from(bytes)),
      ),
    );
  });
});
