import { z } from 'zod';
import { plainLine } from './plain-text.ts';

export const hubNameMaxLength = 40;
/** More ports than any hub that phones hang on. */
export const hubPortsMax = 64;

/** A hub on the desk: found by its USB path (`1-2`; `1`: the computer's own ports), or set up by hand where there are no paths. */
export const deskHubSchema = z.strictObject({
  hubId: z.string(),
  hostId: z.string(),
  path: z.string().nullable(),
  /** As the operator named it; may be empty. */
  name: z.string(),
  /** Null while nobody said and the system does not tell. */
  portCount: z.number().int().nullable(),
});
export type DeskHub = z.infer<typeof deskHubSchema>;

/** Where a phone hangs, or hung when it was last there. */
export const deskPlaceSchema = z.strictObject({
  phoneId: z.string(),
  hubId: z.string(),
  port: z.number().int(),
  /** Assigned by the operator; a USB path outweighs that. */
  isByHand: z.boolean(),
});
export type DeskPlace = z.infer<typeof deskPlaceSchema>;

export const deskMapSchema = z.strictObject({ hubs: z.array(deskHubSchema), places: z.array(deskPlaceSchema) });
export type DeskMap = z.infer<typeof deskMapSchema>;

const hubId = z.string().min(1).max(160);
const port = z.number().int().min(1).max(hubPortsMax);

export const deskMapProcedures = {
  /** A new hub by hand (`hubId` null), or name and ports of one that is there. */
  'deskMap.saveHub': {
    input: z.strictObject({
      hubId: hubId.nullable(),
      hostId: z.string().min(1).max(80),
      name: plainLine(hubNameMaxLength),
      portCount: port.nullable(),
    }),
    output: z.strictObject({ hubId: z.string() }),
  },
  /** Forgets a hub set up by hand with its places, or name and ports of one found by path. */
  'deskMap.removeHub': { input: z.strictObject({ hubId }), output: z.null() },
  /** Puts phones on ports of hubs that were set up by hand; `place` null takes a phone off. Who was there before is off. */
  'deskMap.placePhones': {
    input: z.strictObject({
      moves: z
        .array(
          z.strictObject({
            phoneId: z.string().min(1).max(80),
            place: z.strictObject({ hubId, port }).nullable(),
          }),
        )
        .min(1)
        .max(500),
    }),
    output: z.null(),
  },
} as const;
