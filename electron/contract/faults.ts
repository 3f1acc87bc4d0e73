import { z } from 'zod';
import { textParamsSchema } from './phones.ts';

/**
 * What can be wrong with a desk, the most general first: one that explains many phones stands before one that explains a
 * single phone. The renderer has a name, a meaning and a next step for each.
 */
export const faultCauses = [
  'host-unreachable',
  'adb-versions-fight',
  'port-taken',
  'server-hanging',
  'server-down',
  'server-restarted',
  'controller-limit',
  'usb-power',
  'hub-lost',
  'hub-unsteady',
  'dropped-together',
  'phone-restarting',
  'phone-hot',
  'phone-flat',
  'debugging-off',
  'port-unsteady',
  'cable-loose',
  'wifi-unsteady',
  'phone-silent',
] as const;
export const faultCauseSchema = z.enum(faultCauses);
export type FaultCause = z.infer<typeof faultCauseSchema>;

/** `certain`: said by adb, the phone or the operating system itself; the others are judged from what dropped when. */
export const confidences = ['certain', 'likely', 'possible'] as const;
export const confidenceSchema = z.enum(confidences);
export type Confidence = z.infer<typeof confidenceSchema>;

/**
 * One dated fact. `code` picks the sentence (`fault.fact.<code>`) that `params` fill; `phoneId` names the phone in it.
 * Params: `host-lost` {how}; `server-lost` {version}; `server-back` {version, seconds}; `server-silent` {}; `server-phones-silent` {count};
 * `program-version` {version, serverVersion}; `phones-lost` {count, total, hub, seconds}; `phones-silent` {count, hub};
 * `unplaced-lost` {count, seconds}; `unplaced-again` {times, minutes}; `took-turns` {times}; `stranger-answers` {};
 * `hub-gone-from-usb`, `hub-still-on-usb` {hub}; `went-together` {times, hub, minutes}; `flapped-apart` {count, total, hub};
 * `dropped` {times, minutes, port}; `same-boot` {times}; `neighbours-stayed` {count, hub}; `others-on-port` {port, count};
 * `restarted` {times, minutes}; `restart-asked` {}; `updated` {from, to}; `stayed-away` {minutes}; `temperature` {celsius}; `level`
 * {percent}; `on-usb-without-adb` {port}; `not-configured` {port}; `swapped` {came, went, seconds}; `live-limit` {count};
 * `silent` {seconds}; `others-answer` {count}; `kernel-line` {text}; `usb-unknown` {}.
 */
export const faultFactCodes = [
  'host-lost',
  'server-lost',
  'server-back',
  'server-silent',
  'stranger-answers',
  'server-phones-silent',
  'program-version',
  'phones-lost',
  'phones-silent',
  'unplaced-lost',
  'unplaced-again',
  'took-turns',
  'hub-gone-from-usb',
  'hub-still-on-usb',
  'went-together',
  'flapped-apart',
  'dropped',
  'same-boot',
  'neighbours-stayed',
  'others-on-port',
  'restarted',
  'restart-asked',
  'updated',
  'stayed-away',
  'temperature',
  'level',
  'on-usb-without-adb',
  'not-configured',
  'swapped',
  'live-limit',
  'silent',
  'others-answer',
  'kernel-line',
  'usb-unknown',
] as const;
export const faultFactSchema = z.strictObject({
  at: z.number(),
  code: z.enum(faultFactCodes),
  params: textParamsSchema,
  phoneId: z.string().nullable(),
});
export type FaultFact = z.infer<typeof faultFactSchema>;

/** What is at fault: a host, a USB controller of it (`place`: its bus), a hub or a port (`place`: its path or name), a phone. */
export const faultSubjectSchema = z.strictObject({
  kind: z.enum(['host', 'controller', 'hub', 'port', 'phone']),
  hostId: z.string(),
  hubId: z.string().nullable(),
  place: z.string().nullable(),
  phoneId: z.string().nullable(),
});
export type FaultSubject = z.infer<typeof faultSubjectSchema>;

/** What the console reads from the desk, as long as it holds; afterwards a line of the history. */
export const faultReadingSchema = z.strictObject({
  readingId: z.string(),
  cause: faultCauseSchema,
  confidence: confidenceSchema,
  subject: faultSubjectSchema,
  facts: z.array(faultFactSchema),
  /** The phones that it explains. */
  phoneIds: z.array(z.string()),
  fromAt: z.number(),
  /** Null while it holds. */
  toAt: z.number().nullable(),
  /** Since when nobody can say whether it still holds, as its host's phones have not been read; null while that is known. */
  unknownSinceAt: z.number().nullable(),
});
export type FaultReading = z.infer<typeof faultReadingSchema>;

export const faultProcedures = {
  /** Readings that are over, newest end first. `before` is the last line of the page before. */
  'faults.history': {
    input: z.strictObject({
      before: z.strictObject({ toAt: z.number(), readingId: z.string() }).nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    output: z.strictObject({ readings: z.array(faultReadingSchema), hasMore: z.boolean() }),
  },
} as const;
