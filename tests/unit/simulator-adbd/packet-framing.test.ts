import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Command, encodePacket, headerSize, sumBytes, type Packet } from '../../../simulator/adbd/packet.ts';
import { PacketReader, type FramingRules } from '../../../simulator/adbd/packet-reader.ts';

const lenient: FramingRules = { maxPayload: 4096, checksSums: false };
const strict: FramingRules = { maxPayload: 4096, checksSums: true };

const word = fc.integer({ min: 0, max: 0xffffffff });
const packet: fc.Arbitrary<Packet> = fc.record({
  command: fc.constantFrom(...Object.values(Command)),
  arg0: word,
  arg1: word,
  payload: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
});

function readAll(reader: PacketReader, bytes: Buffer, cuts: readonly number[] = []): Packet[] {
  const packets: Packet[] = [];
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  for (let index = 1; index < edges.length; index++) {
    reader.push(bytes.subarray(edges[index - 1], edges[index]), (each) => packets.push(each));
  }
  return packets;
}

describe('packet framing', () => {
  test('packets survive the wire whatever the chunk boundaries', () => {
    fc.assert(
      fc.property(fc.array(packet, { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 20 }), (packets, cuts) => {
        const bytes = Buffer.concat(packets.map((each) => encodePacket(each, true)));
        expect(readAll(new PacketReader(strict), bytes, cuts)).toEqual(packets);
      }),
    );
  });

  test('one byte at a time gives the same packets', () => {
    const sent = [
      { command: Command.open, arg0: 1, arg1: 0, payload: Buffer.from('shell:ls\0') },
      { command: Command.okay, arg0: 1, arg1: 2, payload: Buffer.alloc(0) },
    ];
    const bytes = Buffer.concat(sent.map((each) => encodePacket(each, false)));
    expect(readAll(new PacketReader(lenient), bytes, [...bytes.keys()])).toEqual(sent);
  });

  test('garbage never throws and never makes a packet of a wrong magic', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.array(fc.nat(), { maxLength: 10 }), (garbage, cuts) => {
        const reader = new PacketReader(lenient);
        const packets = readAll(reader, Buffer.from(garbage), cuts);
        if (garbage.length >= headerSize)
          expect(packets.length > 0 || reader.fault !== null || isPlausible(garbage)).toBe(true);
      }),
    );
  });

  test('garbage after good packets keeps the good ones and then faults for ever', () => {
    fc.assert(
      fc.property(fc.array(packet, { maxLength: 4 }), (packets) => {
        const reader = new PacketReader(lenient);
        const bytes = Buffer.concat([...packets.map((each) => encodePacket(each, true)), Buffer.alloc(headerSize)]);
        expect(readAll(reader, bytes)).toEqual(packets);
        expect(reader.fault).toBe('bad-magic');
        expect(readAll(reader, encodePacket(packets[0] ?? emptyOkay, true))).toEqual([]);
      }),
    );
  });

  test('a payload above the limit is a fault before a single byte of it is kept', () => {
    const reader = new PacketReader({ maxPayload: 10, checksSums: false });
    const header = encodePacket({ ...emptyOkay, payload: Buffer.alloc(11) }, false).subarray(0, headerSize);
    expect(readAll(reader, header)).toEqual([]);
    expect(reader.fault).toBe('payload-too-large');
  });

  test('a wrong checksum is a fault only while checksums are checked', () => {
    const bytes = encodePacket({ ...emptyOkay, payload: Buffer.from('abc') }, false);
    const checking = new PacketReader(strict);
    expect(readAll(checking, bytes)).toEqual([]);
    expect(checking.fault).toBe('bad-checksum');
    expect(readAll(new PacketReader(lenient), bytes)).toHaveLength(1);
  });

  test('rules changed while a packet is handled hold for the next one in the same chunk', () => {
    const reader = new PacketReader(lenient);
    const unsummed = encodePacket({ ...emptyOkay, payload: Buffer.from('abc') }, false);
    const packets: Packet[] = [];
    reader.push(Buffer.concat([unsummed, unsummed]), (each) => {
      packets.push(each);
      reader.setRules(strict);
    });
    expect(packets).toHaveLength(1);
    expect(reader.fault).toBe('bad-checksum');
  });

  test('the checksum is the sum of all bytes in 32 bits', () => {
    expect(sumBytes(Buffer.from([1, 2, 255]))).toBe(258);
    expect(sumBytes(Buffer.alloc(0))).toBe(0);
  });
});

const emptyOkay: Packet = { command: Command.okay, arg0: 1, arg1: 1, payload: Buffer.alloc(0) };

/** Whether random bytes happen to begin like a packet that is not complete. */
function isPlausible(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes);
  return view.readUInt32LE(20) === ~view.readUInt32LE(0) >>> 0;
}
