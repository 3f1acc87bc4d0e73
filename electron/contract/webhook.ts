import { z } from 'zod';
import { alertSeveritySchema } from './alerts.ts';

/**
 * The shape of what is sent. `json`: everything there is, for programs. The others are the text messages of team-chat
 * robots: 企业微信 (WeCom), 钉钉 (DingTalk), 飞书 (Feishu).
 */
export const webhookFormats = ['json', 'wecom', 'dingtalk', 'feishu'] as const;
export const webhookFormatSchema = z.enum(webhookFormats);
export type WebhookFormat = z.infer<typeof webhookFormatSchema>;

/**
 * Why a delivery came to nothing; the renderer has cause and cure for each. `http-refused` carries the status, `robot-…`
 * the robot's own error code: `gone` the address leads to no working robot, `signature`, `keyword` and `ip` its safety
 * settings (`security`: one of them), `refused` this one message.
 */
export const webhookFailureCodes = [
  'connection-refused',
  'unknown-host',
  'unreachable',
  'tls-failed',
  'timeout',
  'connection-lost',
  'redirected',
  'rate-limited',
  'http-refused',
  'server-error',
  'robot-busy',
  'robot-gone',
  'robot-security',
  'robot-signature',
  'robot-keyword',
  'robot-ip',
  'robot-refused',
  'not-understood',
] as const;
export const webhookFailureSchema = z.strictObject({
  code: z.enum(webhookFailureCodes),
  /** HTTP status or the robot's code; null where there is none. */
  detail: z.number().nullable(),
});
export type WebhookFailure = z.infer<typeof webhookFailureSchema>;

/** What the operator set, and how it goes. The address itself never leaves the main process: only its host is shown. */
export const webhookStatusSchema = z.strictObject({
  isOn: z.boolean(),
  format: webhookFormatSchema,
  minSeverity: alertSeveritySchema,
  /** Host name and port of the address; null: none is set. */
  host: z.string().nullable(),
  /** Messages that wait for a success reply. */
  waitingCount: z.number().int(),
  /** When the oldest of them came about. */
  waitingSinceAt: z.number().nullable(),
  nextAttemptAt: z.number().nullable(),
  /** Messages that were given up because too many waited. */
  droppedCount: z.number().int(),
  /** Messages that are set aside because the receiver refused them time and again; they wait for the operator. */
  refusedCount: z.number().int(),
  lastSuccessAt: z.number().nullable(),
  lastFailureAt: z.number().nullable(),
  /** Null once a delivery succeeded after it. */
  lastFailure: webhookFailureSchema.nullable(),
});
export type WebhookStatus = z.infer<typeof webhookStatusSchema>;

export const webhookUrlMaxLength = 2_000;

/** Messages that may wait; the oldest is given up for a newer one. */
export const webhookWaitingLimit = 2_000;

/** Refused messages that are kept; the oldest is given up for a newer one. */
export const webhookRefusedLimit = 200;

/** The operator is told once the oldest message has waited for so long. */
export const webhookStuckAfterMs = 600_000;

export const webhookProcedures = {
  'alerts.webhook': { input: z.strictObject({}), output: webhookStatusSchema },
  /**
   * `url` null keeps the address that is set. `invalid-input` on `url` with rule `not-a-url`, `https-only` (plain http is
   * for this machine and private networks) or `no-credentials`, and `missing` when it is switched on without an address.
   * Switching it off gives up what waits.
   */
  'alerts.setWebhook': {
    input: z.strictObject({
      isOn: z.boolean(),
      url: z.string().trim().min(1).max(webhookUrlMaxLength).nullable(),
      format: webhookFormatSchema,
      minSeverity: alertSeveritySchema,
    }),
    output: webhookStatusSchema,
  },
  /** Sends one test message now, past the queue, to the address that is set. */
  'alerts.testWebhook': {
    input: z.strictObject({}),
    output: z.strictObject({ failure: webhookFailureSchema.nullable(), durationMs: z.number() }),
  },
  /** Messages that were set aside join the queue again, under their ids, or are given up. */
  'alerts.settleRefused': {
    input: z.strictObject({ act: z.enum(['resend', 'discard']) }),
    output: webhookStatusSchema,
  },
} as const;
