import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rewriteList, toRealRequest, type RowRule } from '../../../simulator/proxy/list-rules.ts';
import { CountedReader, encodeCounted } from '../../../simulator/proxy/request-reader.ts';

const long = [
  '127.0.0.1:20001        device product:onc model:Redmi_7 device:onc transport_id:1',
  '127.0.0.1:20002        offline transport_id:2',
  '127.0.0.1:200          unauthorized transport_id:3',
  '',
].join('\n');
const short = '127.0.0.1:20001\tdevice\n127.0.0.1:20002\toffline\n';

const rewriteLong = (...rows: RowRule[]): string[] => rewriteList(long, { rows }, true).split('\n').slice(0, -1);

describe('rewriting the device list', () => {
  test('without rules changes nothing', () => {
    expect(rewriteList(long, { rows: [] }, true)).toBe(long);
    expect(rewriteList(short, { rows: [] }, false)).toBe(short);
  });

  test('shows a USB phone: serial and port path, transport id kept', () => {
    const [row] = rewriteLong({ serial: '127.0.0.1:20001', shownSerial: 'f7d9b8c1', portPath: 'usb:1-2.3' });
    expect(row).toBe('f7d9b8c1               device usb:1-2.3 product:onc model:Redmi_7 device:onc transport_id:1');
  });

  test('two phones may show one serial', () => {
    const shownSerial = '0123456789ABCDEF';
    const rows = [
      { serial: '127.0.0.1:20001', shownSerial },
      { serial: '127.0.0.1:20002', shownSerial },
    ];
    expect(rewriteList(short, { rows }, false)).toBe(`${shownSerial}\tdevice\n${shownSerial}\toffline\n`);
  });

  test('a state may be a sentence', () => {
    const state =
      'no permissions (user in plugdev group; are your udev rules wrong?); see [http://developer.android.com/tools/device.html]';
    const [, row] = rewriteLong({ serial: '127.0.0.1:20002', state, portPath: 'usb:3-1' });
    expect(row).toBe(`127.0.0.1:20002        ${state} usb:3-1 transport_id:2`);
  });

  test('a rule concerns its own serial only, not one that begins alike', () => {
    const rows = rewriteLong({ serial: '127.0.0.1:200', shownSerial: 'X' });
    expect(rows.map((row) => row.split(' ')[0])).toEqual(['127.0.0.1:20001', '127.0.0.1:20002', 'X']);
  });

  test('hidden rows are left out and extra rows added in both forms', () => {
    const rules = {
      rows: [{ serial: '127.0.0.1:20001', isHidden: true }],
      extraRows: ['ABC  no permissions usb:1-1 transport_id:9'],
    };
    expect(rewriteList(short, rules, false)).toBe('127.0.0.1:20002\toffline\nABC\tno permissions\n');
    expect(rewriteList(long, rules, true)).toContain('ABC  no permissions usb:1-1 transport_id:9\n');
  });

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (text, isLong) => {
        rewriteList(text, { rows: [{ serial: 'a', shownSerial: 'b' }] }, isLong);
      }),
    );
  });
});

describe('requests by serial', () => {
  const rows: RowRule[] = [
    { serial: '127.0.0.1:20001', shownSerial: 'AAA' },
    { serial: '127.0.0.1:20002', shownSerial: 'SAME' },
    { serial: '127.0.0.1:20003', shownSerial: 'SAME' },
    { serial: '127.0.0.1:20004', portPath: 'usb:1-1' },
  ];

  test.each([
    ['host:transport:AAA', 'host:transport:127.0.0.1:20001'],
    ['host:tport:serial:AAA', 'host:tport:serial:127.0.0.1:20001'],
    ['host-serial:AAA:features', 'host-serial:127.0.0.1:20001:features'],
    ['host-serial:AAA:forward:tcp:1;tcp:2', 'host-serial:127.0.0.1:20001:forward:tcp:1;tcp:2'],
    ['host:transport:127.0.0.1:20004', 'host:transport:127.0.0.1:20004'],
    ['host:transport:AAAB', 'host:transport:AAAB'],
    ['host:transport-id:7', 'host:transport-id:7'],
    ['host:connect:AAA', 'host:connect:AAA'],
  ])('%s becomes %s', (asked, real) => {
    expect(toRealRequest(asked, rows)).toEqual({ kind: 'forward', service: real });
  });

  test('one for a shared serial is refused in adb’s words', () => {
    expect(toRealRequest('host:transport:SAME', rows)).toEqual({ kind: 'refused', reason: 'more than one device' });
  });
});

describe('counted strings', () => {
  test('survive any chunk boundaries', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.integer({ min: 1, max: 9 }), (texts, size) => {
        const bytes = Buffer.concat([Buffer.from('OKAY'), ...texts.map((text) => encodeCounted(text))]);
        const reader = new CountedReader(4);
        const read: unknown[] = [];
        let head: string | null = null;
        for (let at = 0; at < bytes.length; at += size) {
          reader.push(bytes.subarray(at, at + size));
          head ??= reader.takeHead();
          for (let text = reader.takeString(); text !== null; text = reader.takeString()) read.push(text);
        }
        expect([head, read]).toEqual(['OKAY', texts]);
      }),
    );
  });

  test('a length that is none is told', () => {
    const reader = new CountedReader();
    reader.push(Buffer.from('GET / HTTP'));
    expect(reader.takeString()).toEqual({ malformed: true });
  });
});
