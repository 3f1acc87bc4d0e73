import { z } from 'zod';
import { faultSchema } from './outcome.ts';
import { plainLine, plainNote } from './plain-text.ts';

/** What a phone is right now. `absent` is remembered but not reachable on any route. */
export const phoneStates = [
  'absent',
  'connecting',
  'offline',
  'unauthorized',
  'authorizing',
  'no-permission',
  'not-android',
  'preparing',
  'ready',
  'busy',
  'needs-hand',
  'set-aside',
] as const;
export const phoneStateSchema = z.enum(phoneStates);
export type PhoneState = z.infer<typeof phoneStateSchema>;

/** Values that fill the placeholders of a text chosen by code. */
export const textParamsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export type TextParams = z.infer<typeof textParamsSchema>;

/** Why a phone is in its state. The renderer has a cause and a next step for each. */
export const stateReasonCodes = [
  'none',
  'never-seen-this-session',
  'unplugged',
  'hub-lost',
  'host-server-down',
  'host-unreachable',
  'host-removed',
  'tcp-route-forgotten',
  'adb-says-offline',
  'probe-failed',
  'waiting-for-authorization',
  'authorization-in-progress',
  'usb-permission-missing',
  'in-recovery',
  'in-sideload',
  'in-bootloader',
  'in-rescue',
  'identifying',
  'replaced-by-other-phone',
  'held-by-job',
  'held-by-mirror',
  'held-by-hand',
  'recovery-exhausted',
  'set-aside-by-operator',
  'rebooting',
] as const;
export const stateReasonSchema = z.strictObject({
  code: z.enum(stateReasonCodes),
  params: textParamsSchema,
});
export type StateReason = z.infer<typeof stateReasonSchema>;

export const adbDeviceStates = [
  'device',
  'offline',
  'unauthorized',
  'authorizing',
  'connecting',
  'no-permissions',
  'recovery',
  'sideload',
  'bootloader',
  'rescue',
  'host',
  'unknown',
] as const;
export type AdbDeviceState = (typeof adbDeviceStates)[number];

/** One way to reach a phone: an adb host and a transport on it. */
export const routeSchema = z.strictObject({
  routeId: z.string(),
  hostId: z.string(),
  /** The serial as that host's adb prints it (`R58M...`, `127.0.0.1:40001`). */
  serial: z.string(),
  transportId: z.number().int().nullable(),
  connection: z.enum(['usb', 'tcp', 'unknown']),
  /** `1-2.3`, `326542886X`; null where the platform tells none (Windows). */
  portPath: z.string().nullable(),
  adbState: z.enum(adbDeviceStates).nullable(),
  isLive: z.boolean(),
  /** True for the one route that commands go through now. */
  isCurrent: z.boolean(),
  seenAt: z.number().nullable(),
});
export type Route = z.infer<typeof routeSchema>;

export const verdicts = ['ok', 'warn', 'bad', 'unknown'] as const;
export type Verdict = (typeof verdicts)[number];

export const healthCheckIds = [
  'battery-level',
  'battery-temperature',
  'battery-status',
  'battery-wear',
  'storage',
  'memory',
  'load',
  'network',
  'clock-skew',
  'screen',
  'lock',
  'uptime',
  'messenger-version',
] as const;
export const healthCheckIdSchema = z.enum(healthCheckIds);
export type HealthCheckId = z.infer<typeof healthCheckIdSchema>;

/** One named check. `textCode` picks the sentence (`health.<id>.<textCode>`), `params` fill it. */
export const healthCheckSchema = z.strictObject({
  id: healthCheckIdSchema,
  /** The number behind the text in the unit the check documents; null when unknown or not a number. */
  value: z.number().nullable(),
  verdict: z.enum(verdicts),
  textCode: z.string(),
  params: textParamsSchema,
  /** When the phone gave this value, or when it was last asked in vain. */
  readAt: z.number(),
  /** Set while the value cannot be read: the moment since when it is unknown. */
  unknownSinceAt: z.number().nullable(),
  /** Points taken from 100 because of this check; 0 for ok and unknown. */
  deduction: z.number(),
});
export type HealthCheck = z.infer<typeof healthCheckSchema>;

export const healthSchema = z.strictObject({
  /** 100 minus the deductions; null before the first successful poll. */
  score: z.number().nullable(),
  unknownCount: z.number().int(),
  checks: z.array(healthCheckSchema),
  polledAt: z.number().nullable(),
  nextPollAt: z.number().nullable(),
  /** Why the last poll gave nothing, if it did. */
  fault: faultSchema.nullable(),
});
export type Health = z.infer<typeof healthSchema>;

export const catalogueVerdicts = ['recommended', 'compatible', 'not-recommended', 'unknown'] as const;
export const catalogueReasonCodes = [
  'model-on-list',
  'model-not-on-list',
  'look-alike',
  'os-differs-from-manual',
  'os-matches-manual',
  'ram-below-manual',
  'ram-matches-manual',
  'ram-unknown',
  'android-too-old',
  'android-fits',
  'out-of-security-support',
  'security-support-unknown',
  'virtual-phone',
  'model-unreadable',
  'edition-differs',
] as const;
export const catalogueResultSchema = z.strictObject({
  verdict: z.enum(catalogueVerdicts),
  /** Key of the matched entry (`redmi_7`), null when none matched. */
  modelKey: z.string().nullable(),
  nameZh: z.string().nullable(),
  nameEn: z.string().nullable(),
  reasons: z.array(z.strictObject({ code: z.enum(catalogueReasonCodes), params: textParamsSchema })),
});
export type CatalogueResult = z.infer<typeof catalogueResultSchema>;

/** What the phone says of itself; null where it was never read. */
export const phoneFactsSchema = z.strictObject({
  hardwareSerial: z.string().nullable(),
  model: z.string().nullable(),
  brand: z.string().nullable(),
  device: z.string().nullable(),
  marketName: z.string().nullable(),
  /** The model code on the certificate, where a vendor prints one (`ro.product.cert`, `ro.meizu.carrier.model`). */
  certModel: z.string().nullable().optional(),
  androidRelease: z.string().nullable(),
  sdk: z.number().int().nullable(),
  skin: z.string().nullable(),
  securityPatch: z.string().nullable(),
  ramMb: z.number().nullable(),
  screen: z.string().nullable(),
  messengerVersion: z.string().nullable(),
});
export type PhoneFacts = z.infer<typeof phoneFactsSchema>;

/** A doubt about identity that only the operator can settle. */
export const identityQuestionSchema = z.strictObject({
  kind: z.enum(['maybe-same-phone', 'duplicate-serial']),
  otherPhoneId: z.string(),
});

export const phoneSchema = z.strictObject({
  phoneId: z.string(),
  number: z.number().int().nullable(),
  label: z.string(),
  tags: z.array(z.string()),
  note: z.string(),
  isVirtual: z.boolean(),
  /** Counts in 应到. */
  isExpected: z.boolean(),
  state: phoneStateSchema,
  stateSinceAt: z.number(),
  reason: stateReasonSchema,
  facts: phoneFactsSchema,
  catalogue: catalogueResultSchema,
  routes: z.array(routeSchema),
  health: healthSchema,
  hasDuplicateSerial: z.boolean(),
  question: identityQuestionSchema.nullable(),
  recovery: z.strictObject({ attempts: z.number().int(), nextAttemptAt: z.number().nullable() }).nullable(),
  firstSeenAt: z.number(),
  lastSeenAt: z.number().nullable(),
  groupsReadAt: z.number().nullable(),
  groupCount: z.number().int().nullable(),
});
export type Phone = z.infer<typeof phoneSchema>;

const phoneId = z.string().min(1).max(80);
const phoneIds = z.array(phoneId).min(1).max(500);

/** Longest label and note that are stored (a hundred full notes fit the 1 MB of a snapshot); longer input is refused with `invalid-input`, never cut. */
export const labelMaxLength = 60;
export const noteMaxLength = 500;
export const tagMaxLength = 24;
export const tagsMaxCount = 12;

/** The result of one phone in a batch; every phone asked for is answered exactly once. */
export const batchResultSchema = z.strictObject({
  results: z.array(z.strictObject({ phoneId: z.string(), error: faultSchema.nullable() })),
});

export const rawOutputSchema = z.strictObject({
  /** `battery`, `getprop`: the section of the compound poll. */
  section: z.string(),
  command: z.string(),
  output: z.string(),
  exitCode: z.number().int().nullable(),
  readAt: z.number(),
});

/**
 * What a phone's event log holds, with the params of each kind: `state` {from, to, reason}; `identified` and `rebooted`
 * {connection}; `route-added`, `route-lost`, `route-chosen` {hostId, connection, portPath}; `replaced` {byPhoneId};
 * `poll-failed` {code}; `poll-recovered` {}; `recovery-tried` {attempt, code: null when adb took it};
 * `act` {act, code: null when done}.
 */
export const phoneEventKinds = [
  'state',
  'identified',
  'rebooted',
  'route-added',
  'route-lost',
  'route-chosen',
  'replaced',
  'poll-failed',
  'poll-recovered',
  'recovery-tried',
  'act',
] as const;
export type PhoneEventKind = (typeof phoneEventKinds)[number];
/** Operator acts that the event log names. */
export const phoneActs = [
  'recheck',
  'reconnect',
  'reboot',
  'show-number',
  'screenshot',
  'set-aside',
  'identity',
] as const;
export type PhoneAct = (typeof phoneActs)[number];

export const phoneEventSchema = z.strictObject({
  eventId: z.number().int(),
  at: z.number(),
  kind: z.enum(phoneEventKinds),
  params: textParamsSchema,
});

export const phoneProcedures = {
  'phones.setLabel': { input: z.strictObject({ phoneId, label: plainLine(labelMaxLength) }), output: z.null() },
  'phones.setNumber': {
    input: z.strictObject({ phoneId, number: z.number().int().min(1).max(9999).nullable() }),
    output: z.null(),
  },
  'phones.setTags': {
    input: z.strictObject({ phoneId, tags: z.array(plainLine(tagMaxLength).min(1)).max(tagsMaxCount) }),
    output: z.null(),
  },
  'phones.setNote': { input: z.strictObject({ phoneId, note: plainNote(noteMaxLength) }), output: z.null() },
  'phones.setExpected': { input: z.strictObject({ phoneIds, isExpected: z.boolean() }), output: batchResultSchema },
  'phones.setAside': { input: z.strictObject({ phoneIds, isSetAside: z.boolean() }), output: batchResultSchema },
  'phones.forget': { input: z.strictObject({ phoneIds }), output: batchResultSchema },
  'phones.recheck': { input: z.strictObject({ phoneIds }), output: batchResultSchema },
  'phones.reconnect': { input: z.strictObject({ phoneIds }), output: batchResultSchema },
  /** `isConfirmed` must be true: the renderer shows the list of phones first. */
  'phones.reboot': { input: z.strictObject({ phoneIds, isConfirmed: z.literal(true) }), output: batchResultSchema },
  /** Wakes the phone and shows its number in big digits (the dialler, nothing is called); home again after `seconds`. */
  'phones.showNumber': {
    input: z.strictObject({ phoneIds, seconds: z.number().int().min(3).max(120) }),
    output: batchResultSchema,
  },
  'phones.answerIdentity': {
    input: z.strictObject({ phoneId, otherPhoneId: phoneId, isSamePhone: z.boolean() }),
    output: z.null(),
  },
  'phones.rawOutputs': {
    input: z.strictObject({ phoneId }),
    output: z.strictObject({ outputs: z.array(rawOutputSchema) }),
  },
  'phones.events': {
    input: z.strictObject({ phoneId, beforeId: z.number().int().nullable(), limit: z.number().int().min(1).max(200) }),
    output: z.strictObject({ events: z.array(phoneEventSchema), hasMore: z.boolean() }),
  },
  /** A PNG of the screen, base64, at most `maxWidth` pixels wide as the phone gave it. */
  'phones.screenshot': {
    input: z.strictObject({ phoneId }),
    output: z.strictObject({ pngBase64: z.string(), takenAt: z.number() }),
  },
} as const;
