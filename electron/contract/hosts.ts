import { z } from 'zod';
import { faultSchema } from './outcome.ts';
import { plainLine } from './plain-text.ts';

/** An adb server that the console listens to: this machine's, another one's, or the virtual desk's (演示). */
export const hostSchema = z.strictObject({
  hostId: z.string(),
  name: z.string(),
  kind: z.enum(['local', 'remote', 'demo']),
  address: z.string(),
  port: z.number().int(),
  /** `down` stays down until the operator clicks; `unreachable` is retried by itself. */
  state: z.enum(['connecting', 'up', 'down', 'unreachable']),
  stateSinceAt: z.number(),
  fault: faultSchema.nullable(),
  /** The server's protocol version (41 = 1.0.41), null until it answered. */
  serverVersion: z.number().int().nullable(),
  /** Path and version of the adb program that this host would be started with; null for remote hosts. */
  adbPath: z.string().nullable(),
  phoneCount: z.number().int(),
});
export type Host = z.infer<typeof hostSchema>;

const hostId = z.string().min(1).max(80);

export const hostProcedures = {
  'hosts.add': {
    input: z.strictObject({
      name: plainLine(60).min(1),
      address: z.string().min(1).max(253),
      port: z.number().int().min(1).max(65535),
    }),
    output: z.strictObject({ hostId: z.string() }),
  },
  'hosts.remove': { input: z.strictObject({ hostId }), output: z.null() },
  /** The operator's click: starts that host's adb server. Only for this machine and 演示. */
  'hosts.startServer': { input: z.strictObject({ hostId }), output: z.null() },
  /** `adb connect` on that host for a phone on the network; the route is remembered and reconnected. */
  'hosts.connectPhone': {
    input: z.strictObject({ hostId, address: z.string().min(1).max(253), port: z.number().int().min(1).max(65535) }),
    output: z.null(),
  },
} as const;
