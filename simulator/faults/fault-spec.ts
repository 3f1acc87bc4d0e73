import { z } from 'zod';
import { deviceConditions } from '../desk/desk-device.ts';
import { interruptionSpecs } from './interruption-spec.ts';

const longestMs = 24 * 3_600_000;
const span = z.number().int().min(0).max(longestMs);
/** How long a fault lasts; null lasts until it is cleared. */
const duration = span.nullable().default(null);

/** What can be made to go wrong with one phone, with its parameters. Times are milliseconds. */
export const faultSpecSchema = z.discriminatedUnion('kind', [
  /** The connection breaks; the phone can be reached again at once. */
  z.strictObject({ kind: z.literal('drop') }),
  /** The cable is out: the connection breaks and the port is closed. */
  z.strictObject({ kind: z.literal('unplugged'), durationMs: duration }),
  /** A bad cable: the connection breaks several times in a row. */
  z.strictObject({
    kind: z.literal('flap'),
    times: z.number().int().min(1).max(100).default(5),
    everyMs: span.default(300),
  }),
  /** adb shows `offline`. */
  z.strictObject({ kind: z.literal('offline'), durationMs: duration }),
  /** adb shows `device`, but no service is ever opened. */
  z.strictObject({ kind: z.literal('frozen'), durationMs: duration }),
  /** Commands start and never end. */
  z.strictObject({ kind: z.literal('hang'), durationMs: duration }),
  /** Every reply takes longer. */
  z.strictObject({ kind: z.literal('slow'), delayMs: span.default(500), durationMs: duration }),
  /** The phone has forgotten this computer and asks again. */
  z.strictObject({ kind: z.literal('unauthorized'), durationMs: duration }),
  /** The reply to services that contain a text is held at a point. */
  z.strictObject({
    kind: z.literal('held-reply'),
    point: z.enum(['open', 'run', 'output', 'end']).default('end'),
    contains: z.string().max(200).default(''),
    durationMs: duration,
  }),
  /** Another phone is behind the same serial, until cleared. */
  z.strictObject({ kind: z.literal('replaced'), durationMs: duration }),
  /** The phone restarts; `bootMs` is how long its port stays closed. */
  z.strictObject({
    kind: z.literal('reboot'),
    target: z.enum(['system', 'recovery', 'bootloader', 'sideload']).default('system'),
    bootMs: span.optional(),
  }),
  /** Something is wrong inside the phone. */
  z.strictObject({ kind: z.enum(deviceConditions), durationMs: duration }),
  ...interruptionSpecs,
]);

/** A fault as it is asked for: parameters with a default may be left out. */
export type FaultRequest = z.input<typeof faultSpecSchema>;
export type FaultSpec = z.output<typeof faultSpecSchema>;
export type FaultKind = FaultSpec['kind'];

/** A fault that is under way. */
export interface ActiveFault {
  readonly id: number;
  readonly kind: FaultKind;
  readonly startedAt: number;
  /** When it ends by itself; null when only clearing ends it. */
  readonly endsAt: number | null;
}
