import { z } from 'zod';
import { adbDeviceStates, routeSchema } from '../../contract/phones.ts';
import { kernelLineKinds } from '../usb/kernel-line.ts';
import type { DeskNotes, NoteKind } from './desk-notes.ts';

/** A line of the notes as it was stored. */
export interface StoredNote {
  readonly kind: string;
  readonly noteId: string;
  readonly body: unknown;
}

const time = z.number();
const readings = z.array(z.strictObject({ at: time, value: z.number() }));
const place = z
  .strictObject({
    hostId: z.string(),
    hubId: z.string(),
    hubPath: z.string().nullable(),
    port: z.number().int(),
    portPath: z.string().nullable(),
  })
  .nullable();
const drop = z.strictObject({
  phoneId: z.string(),
  routeId: z.string(),
  hostId: z.string(),
  serial: z.string(),
  connection: routeSchema.shape.connection,
  place,
  at: time,
  adbState: z.enum(adbDeviceStates),
  backAt: time.nullable(),
  hasRebooted: z.boolean().nullable(),
});
const arrival = z.strictObject({ phoneId: z.string(), hostId: z.string(), place, at: time });
const loss = z.strictObject({
  at: time,
  versionBefore: z.number().nullable(),
  backAt: time.nullable(),
  versionAfter: z.number().nullable(),
  isByOperator: z.boolean(),
});
const story = z.strictObject({
  temperatures: readings,
  levels: readings,
  isRestarting: z.boolean(),
  rebootAskedAt: time.nullable(),
  build: z.string().nullable(),
  update: z.strictObject({ at: time, from: z.string(), to: z.string() }).nullable(),
  readAt: z.strictObject({ temperature: time, level: time }),
});
const refusal = z.strictObject({ portPath: z.string(), serial: z.string(), at: time });
const kernelLine = z.strictObject({
  at: time,
  kind: z.enum(kernelLineKinds),
  portPath: z.string().nullable(),
  text: z.string(),
});

/**
 * The notes of an earlier run, oldest first. A line that nobody can read any more, and one that is dated after `now` (the
 * computer's clock was set back), is left out: without it the desk is read the more carefully.
 */
export function readNotes(lines: readonly StoredNote[], now: number): DeskNotes {
  const isPast = ({ at }: { readonly at: number }): boolean => at <= now;
  const listOf = <T extends { readonly at: number }>(kind: NoteKind, schema: z.ZodType<T>): T[] =>
    bodiesOf(lines, kind, schema)
      .map(([, body]) => body)
      .filter(isPast)
      .toSorted((left, right) => left.at - right.at);
  return {
    drops: listOf('drop', drop),
    arrivals: listOf('arrival', arrival),
    reboots: new Map(
      bodiesOf(lines, 'reboots', z.array(time)).map(([phoneId, times]) => [phoneId, times.filter((at) => at <= now)]),
    ),
    losses: new Map(bodiesOf(lines, 'losses', z.array(loss)).map(([hostId, each]) => [hostId, each.filter(isPast)])),
    stories: new Map(bodiesOf(lines, 'story', story)),
    refusals: listOf('refusal', refusal),
    kernelLines: listOf('kernel-line', kernelLine),
  };
}

function bodiesOf<T>(lines: readonly StoredNote[], kind: NoteKind, schema: z.ZodType<T>): [string, T][] {
  return lines.flatMap((line): [string, T][] => {
    const read = line.kind === kind ? schema.safeParse(line.body) : null;
    return read?.success === true ? [[line.noteId, read.data]] : [];
  });
}
