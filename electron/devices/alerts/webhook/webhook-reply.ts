import { z } from 'zod';
import type { WebhookFailure, WebhookFormat } from '../../../contract/webhook.ts';
import type { PostResult } from './webhook-post.ts';

/** Null: the receiver said that it has the message. */
export interface ReplyVerdict {
  readonly failure: WebhookFailure | null;
  /** When the receiver wants to be asked again, ms from now; null: it did not say. */
  readonly retryAfterMs: number | null;
  /** The receiver works and will never take this one message: not a matter of address, permission, rate or time. */
  readonly isRefusedForGood: boolean;
}

/** Codes by which the robots say that too much was sent (WeCom; DingTalk; Feishu). */
const tooOften: ReadonlySet<number> = new Set([45_009, 130_101, 410_100, 90_030, 11_232, 9_499]);

/** HTTP statuses that speak of what was sent. */
const contentStatuses: ReadonlySet<number> = new Set([400, 413, 422]);

/**
 * Codes by which the robots say that they will not take what this message says (WeCom: type, parameter, empty, too long;
 * DingTalk: type, unsafe link, improper text; Feishu: parameter). Any other code may speak of the key, the keyword or a
 * robot that was switched off, which hits every message alike: none is given up for it.
 */
const contentCodes: ReadonlySet<number> = new Set([
  40_008, 40_035, 40_058, 44_004, 45_002, 400_105, 430_101, 430_102, 430_103, 430_104, 19_002,
]);

/** WeCom and DingTalk answer `errcode`, Feishu `code` or, in its older shape, `StatusCode`: 0 is success, all with HTTP 200. */
const robotSchema = z.union([
  z.looseObject({ errcode: z.number() }).transform(({ errcode }) => errcode),
  z.looseObject({ code: z.number() }).transform(({ code }) => code),
  z.looseObject({ StatusCode: z.number() }).transform(({ StatusCode }) => StatusCode),
]);

/** What a delivery came to: a success is only what the receiver itself calls one. Pure. */
export function judgeReply(result: PostResult, format: WebhookFormat, now: number): ReplyVerdict {
  if (!result.isAnswered) {
    return { failure: { code: result.code, detail: null }, retryAfterMs: null, isRefusedForGood: false };
  }
  const retryAfterMs = readRetryAfter(result.retryAfter, now);
  const failure = failureOfStatus(result.status) ?? (format === 'json' ? null : failureOfRobot(result.body));
  return { failure, retryAfterMs, isRefusedForGood: isAboutContent(failure, format, result.body) };
}

/** A robot that gives its own code beside an HTTP error is believed by the code. */
function isAboutContent(failure: WebhookFailure | null, format: WebhookFormat, body: string): boolean {
  if (failure?.detail === undefined || failure.detail === null) return false;
  if (failure.code === 'robot-refused') return contentCodes.has(failure.detail);
  if (failure.code !== 'http-refused' || !contentStatuses.has(failure.detail)) return false;
  const code = format === 'json' ? undefined : robotSchema.safeParse(parseJson(body)).data;
  return code === undefined || contentCodes.has(code);
}

function failureOfStatus(status: number): WebhookFailure | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return { code: 'redirected', detail: status };
  if (status === 429) return { code: 'rate-limited', detail: status };
  return { code: status >= 500 ? 'server-error' : 'http-refused', detail: status };
}

function failureOfRobot(body: string): WebhookFailure | null {
  const code = robotSchema.safeParse(parseJson(body)).data;
  if (code === 0) return null;
  if (code === undefined) return { code: 'not-understood', detail: null };
  return { code: tooOften.has(code) ? 'rate-limited' : 'robot-refused', detail: code };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

const longestRetryAfterMs = 3_600_000;

/** Seconds or an HTTP date; what cannot be read counts as not said. */
function readRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const ms = /^\d+$/u.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.min(longestRetryAfterMs, Math.max(0, ms));
}

const firstRetryMs = 1_000;
const longestRetryMs = 300_000;

/** 1 s after the first failure, twice as long after each further one, at most five minutes. */
export function retryDelay(failureCount: number): number {
  return Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(20, Math.max(0, failureCount - 1)));
}
