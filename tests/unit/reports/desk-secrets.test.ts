import { describe, expect, it } from 'vitest';
import type { Host } from '../../../electron/contract/hosts.ts';
import { defaultSettings } from '../../../electron/contract/settings.ts';
import { secretsOfDesk, wordsOfModels, type DeskSecrets } from '../../../electron/devices/reports/desk-secrets.ts';
import { maskFiles } from '../../../electron/devices/reports/masked-files.ts';
import { samplePhone } from '../renderer/sample-phone.ts';

function hostCalled(name: string, address: string): Host {
  return {
    hostId: `host-${name}`,
    name,
    kind: 'remote',
    address,
    port: 5037,
    state: 'up',
    stateSinceAt: 0,
    fault: null,
    serverVersion: 41,
    adbPath: null,
    phoneCount: 0,
  };
}

/** What is left of a log of a desk on which all this is called so. */
function maskLog(text: string, change: Partial<DeskSecrets> = {}): string {
  const phones = change.phones ?? [samplePhone()];
  const desk: DeskSecrets = {
    phones,
    hosts: [],
    settings: defaultSettings,
    folders: [],
    people: [],
    things: [],
    ...change,
  };
  const files = [{ name: 'main.log', text, isLog: true }];
  const order = { salt: 's', known: secretsOfDesk(desk), kept: wordsOfModels(phones), learned: [], files };
  return maskFiles(null, order)[0]?.text ?? '';
}

describe('of a desk no log that leaves tells', () => {
  it.each<[string, string, Partial<DeskSecrets>]>([
    ['a person of two characters', '小周 signed', { people: ['小周'] }],
    ['a person of two letters', 'Li signed', { people: ['Li'] }],
    ['a person called by a word', 'Nan signed', { people: ['Nan'] }],
    ['a host called by a word', 'the den is down', { hosts: [hostCalled('den', '10.9.8.7')] }],
    ['a host of one character', 'lost (家)', { hosts: [hostCalled('家', '10.9.8.7')] }],
    ['the address of a host', 'lost 10.9.8.7:5037', { hosts: [hostCalled('den', '10.9.8.7')] }],
    ['the computer behind a host', 'lost pc-zhou.lan', { hosts: [hostCalled('den', 'pc-zhou.lan')] }],
    ['the label of a phone', 'asked 老周的手机', { phones: [samplePhone({ label: '老周的手机' })] }],
    ['a tag of a phone', 'all of Riverside', { phones: [samplePhone({ tags: ['Riverside'] })] }],
    ['a line of a note', 'wrote 锁屏 2580', { phones: [samplePhone({ note: '电池换过\n锁屏 2580' })] }],
    ['a chat group', 'renamed 江南社区一期', { things: ['江南社区一期'] }],
    ['a hub', 'lost 阿珍桌', { things: ['阿珍桌'] }],
    ['a folder of this computer', 'open /home/zhou/jiqun failed', { folders: ['/home/zhou/jiqun'] }],
  ])('%s', (_what, text, change) => {
    const masked = maskLog(text, change);
    expect(masked).toMatch(/(?:name|hidden|device)-[a-z]{6}|198\.1[89]\./);
    expect(masked).not.toBe(text);
  });
});

describe('what a reader needs stays', () => {
  it.each<[string, string, Partial<DeskSecrets>]>([
    ['a phone that is labelled by a number', '{"number":12}', { phones: [samplePhone({ label: '12' })] }],
    ['a tag that is a word of every log', 'poll failed', { phones: [samplePhone({ tags: ['poll'] })] }],
    ['which model it is', 'model Redmi 7', { things: ['Redmi 7'] }],
    ['what is called nothing', 'all well', { things: ['', ' '] }],
  ])('%s', (_what, text, change) => {
    expect(maskLog(text, change)).toBe(text);
  });
});
