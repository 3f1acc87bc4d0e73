import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDeviceList } from '../../../electron/adb/device-row.ts';
import { fixtureNote, hasAdbFixtures, readAdbFixture } from '../../support/adb-fixtures.ts';

const header = 'List of devices attached\n';

describe('parseDeviceList', () => {
  it('reads a phone on USB with all its details', () => {
    const line = 'A1B2C3                 device usb:1-2.3 product:riva model:Redmi_5A device:riva transport_id:12\n';
    expect(parseDeviceList(header + line)).toEqual([
      {
        serial: 'A1B2C3',
        state: 'device',
        stateText: 'device',
        transportId: 12,
        connection: 'usb',
        portPath: '1-2.3',
        product: 'riva',
        model: 'Redmi_5A',
        device: 'riva',
      },
    ]);
  });

  it('takes a USB path without the usb: prefix', () => {
    const [row] = parseDeviceList('A1B2C3                 unauthorized 3-1 transport_id:4\n');
    expect(row).toMatchObject({ state: 'unauthorized', connection: 'usb', portPath: '3-1', transportId: 4 });
  });

  it('says unknown for the connection of a phone that Windows lists without a path', () => {
    const [row] = parseDeviceList('A1B2C3                 device product:riva model:X device:riva transport_id:1\n');
    expect(row).toMatchObject({ connection: 'unknown', portPath: null });
  });

  it.each([
    ['10.0.0.7:5555', 'tcp'],
    ['adb-A1B2C3-xyz (2)._adb-tls-connect._tcp', 'tcp'],
    ['emulator-5554', 'tcp'],
    ['A1B2C3', 'unknown'],
  ])('tells from the serial %s that the connection is %s', (serial, connection) => {
    expect(parseDeviceList(`${serial}\tdevice\n`)[0]).toMatchObject({ serial, connection });
  });

  it('keeps two phones that share a serial apart', () => {
    const rows = parseDeviceList(
      '0123456789ABCDEF       device usb:1-1 transport_id:1\n0123456789ABCDEF       device usb:1-2 transport_id:2\n',
    );
    expect(rows.map((row) => [row.serial, row.transportId])).toEqual([
      ['0123456789ABCDEF', 1],
      ['0123456789ABCDEF', 2],
    ]);
  });

  it('lists a phone without any serial', () => {
    expect(parseDeviceList('                       device usb:1-1 transport_id:3\n')[0]).toMatchObject({
      serial: '',
      state: 'device',
      transportId: 3,
    });
  });

  it('keeps the text that old servers print in place of an empty serial', () => {
    expect(parseDeviceList('(no serial number)     offline usb:1-1 transport_id:3\n')[0]).toMatchObject({
      serial: '(no serial number)',
      state: 'offline',
    });
  });

  it('finds the state behind a serial that itself holds a state word', () => {
    expect(parseDeviceList('my device 7 offline usb:1-1 transport_id:3\n')[0]).toMatchObject({
      serial: 'my device 7',
      state: 'offline',
    });
  });

  it('reads a serial with spaces in the short listing', () => {
    expect(parseDeviceList('adb-X1 (2)._adb-tls-connect._tcp\toffline\n')[0]).toMatchObject({
      serial: 'adb-X1 (2)._adb-tls-connect._tcp',
      state: 'offline',
    });
  });

  it('reads product names with spaces', () => {
    expect(parseDeviceList('A1  device usb:1-1 product:my phone model:M device:d x transport_id:9\n')[0]).toMatchObject(
      {
        product: 'my phone',
        model: 'M',
        device: 'd x',
        transportId: 9,
      },
    );
  });

  it.each([
    'no permissions',
    'no permissions (user in plugdev group; are your udev rules wrong?); see [http://example.test/x]',
    'no permissions; see [http://example.test/x]',
  ])('keeps the reason of "%s" and reads what follows it', (stateText) => {
    expect(parseDeviceList(`A1B2                   ${stateText} usb:1-4 transport_id:6\n`)).toEqual([
      {
        serial: 'A1B2',
        state: 'no-permissions',
        stateText,
        transportId: 6,
        connection: 'usb',
        portPath: '1-4',
        product: null,
        model: null,
        device: null,
      },
    ]);
  });

  it.each(['authorizing', 'connecting', 'recovery', 'sideload', 'bootloader', 'rescue', 'host'])(
    'knows the state %s',
    (state) => {
      expect(parseDeviceList(`A1\t${state}\n`)[0]).toMatchObject({ state, stateText: state });
    },
  );

  it('lists a state that this console does not know as unknown, with its text', () => {
    expect(parseDeviceList('A1                     levitating usb:1-1 transport_id:5\n')[0]).toMatchObject({
      serial: 'A1',
      state: 'unknown',
      stateText: 'levitating',
      transportId: 5,
    });
  });

  it('accepts CRLF line ends', () => {
    expect(parseDeviceList('List of devices attached\r\nA1\tdevice\r\n\r\n')).toHaveLength(1);
  });

  it('takes no notice of what the program prints between the rows', () => {
    const noise = [
      '* daemon not running; starting now at tcp:5037',
      "adb server version (40) doesn't match this client (41); killing...",
      '* daemon started successfully',
      'error: cannot connect to daemon',
      'some device somewhere is broken today',
    ];
    expect(parseDeviceList(`${noise.join('\n')}\n${header}A1\tdevice\n${noise.join('\n')}\n`)).toHaveLength(1);
  });

  it('never throws and always types its rows, whatever the text', () => {
    const word = fc.constantFrom(
      'device',
      'offline',
      'no permissions (',
      ' ',
      '\t',
      'usb:1-1',
      'transport_id:',
      'x',
      '\n',
      '🙂',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(word).map((words) => words.join('')),
    );
    fc.assert(
      fc.property(text, (garbage) => {
        for (const row of parseDeviceList(garbage)) {
          expect(row.transportId === null || Number.isSafeInteger(row.transportId)).toBe(true);
          expect(row.stateText).not.toBe('');
        }
      }),
    );
  });

  it('reads back every row it could be given', () => {
    const serial = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,30}$/);
    const state = fc.constantFrom('device', 'offline', 'unauthorized', 'authorizing', 'recovery', 'sideload');
    const path = fc.option(fc.stringMatching(/^[1-9]-[1-9](\.[1-9]){0,3}$/), { nil: null });
    fc.assert(
      fc.property(serial, state, path, fc.nat(), (name, word, port, id) => {
        const line = `${name.padEnd(22)} ${word}${port === null ? '' : ` usb:${port}`} transport_id:${id}\n`;
        expect(parseDeviceList(line)).toMatchObject([{ serial: name, state: word, portPath: port, transportId: id }]);
      }),
    );
  });
});

describe.skipIf(!hasAdbFixtures)(`parseDeviceList on recorded outputs${fixtureNote}`, () => {
  const expected: Readonly<Record<string, readonly object[]>> = {
    'devices-l-redmi-note-7-two-usb-windows.txt': [
      { serial: 'aaaa0001', state: 'device', transportId: 1, portPath: null, device: 'mondrian' },
      {
        serial: 'aaaa0002',
        state: 'device',
        transportId: 2,
        portPath: null,
        model: 'Redmi_Note_7',
        device: 'lavender',
      },
    ],
    'devices-l-usb-and-tcp-macos.txt': [
      { connection: 'usb', portPath: '326542886X', model: 'Redmi_Note_7', device: 'lavender', transportId: 4 },
      { serial: '172.16.132.185:5555', connection: 'tcp', portPath: null, model: 'MI_4LTE', transportId: 3 },
    ],
    'devices-l-unauthorized-usb.txt': [
      { state: 'unauthorized', connection: 'usb', portPath: '17825792X', transportId: 1, model: null },
    ],
    'devices-daemon-start-unauthorized.txt': [{ serial: 'FAKEZY0002', state: 'unauthorized', transportId: null }],
    'devices-no-permissions-plugdev.txt': [
      {
        serial: 'fa4e0000',
        state: 'no-permissions',
        stateText:
          'no permissions (missing udev rules? user is in the plugdev group); see [http://developer.android.com/tools/device.html]',
      },
    ],
    'devices-server-version-mismatch-inline.txt': [{ serial: 'fa4e000000000002', state: 'device' }],
    'devices-three-short.txt': [
      { serial: 'fa4e0003', state: 'device', connection: 'unknown' },
      { serial: 'emulator-5554', state: 'device', connection: 'tcp' },
      { serial: '10.129.164.6:5555', state: 'device', connection: 'tcp' },
    ],
    'devices-l-emulator.txt': [{ serial: 'emulator-5554', transportId: 9, model: 'Android_SDK_built_for_x86' }],
  };

  it.each(Object.entries(expected))('reads %s', (name, rows) => {
    expect(parseDeviceList(readAdbFixture(name))).toMatchObject(rows);
    expect(parseDeviceList(readAdbFixture(name))).toHaveLength(rows.length);
  });

  it.each([
    'error-adb-device-not-found-windows.txt',
    'error-adb-feature-set-after-version-kill.txt',
    'error-adb-no-devices.txt',
    'error-adb-protocol-fault-port-taken.txt',
    'error-adb-unauthorized-vendor-keys.txt',
    'error-install-user-restricted-miui.txt',
    'error-input-tap-inject-events-miui-a10.txt',
    'error-am-start-class-does-not-exist.txt',
  ])('finds no phone in %s', (name) => {
    expect(parseDeviceList(readAdbFixture(name))).toEqual([]);
  });
});
