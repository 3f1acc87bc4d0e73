import type { WebhookFailure, WebhookFormat } from '../../../contract/webhook.ts';
import { readComplaint, readRobotAnswer, type RobotAnswer, type RobotFormat } from './robot-codes.ts';
import type { PostResult } from './webhook-post.ts';

/** Null: the receiver said that it has the message. */
export interface ReplyVerdict {
  readonly failure: WebhookFailure | null;
  /** When the receiver wants to be asked again, ms from now; null: it did not say. */
  readonly retryAfterMs: number | null;
  /**
   * The receiver works and refuses what this message says, or refuses it for a reason that is not known: no matter of
   * address, permission, safety settings, rate or time, which hit every message alike.
   */
  readonly isRefusal: boolean;
}

/** HTTP statuses that speak of what was sent. */
const contentStatuses: ReadonlySet<number> = new Set([400, 413, 422]);

/** Receivers count by the minute; one that is asked sooner may shut the sender out for longer. */
const rateLimitPauseMs = 60_000;

/** What a delivery came to: a success is only what the receiver itself calls one. Pure. */
export function judgeReply(result: PostResult, format: WebhookFormat, now: number): ReplyVerdict {
  if (!result.isAnswered) {
    return { failure: { code: result.code, detail: null }, retryAfterMs: null, isRefusal: false };
  }
  const judged = judgeAnswer(result, format);
  const pauseMs = judged.failure?.code === 'rate-limited' ? rateLimitPauseMs : null;
  return { ...judged, retryAfterMs: readRetryAfter(result.retryAfter, now) ?? pauseMs };
}

type Judged = Omit<ReplyVerdict, 'retryAfterMs'>;

function judgeAnswer({ status, body }: Extract<PostResult, { isAnswered: true }>, format: WebhookFormat): Judged {
  const robot = format === 'json' ? null : readRobotAnswer(body);
  const ofStatus = failureOfStatus(status);
  // A robot that gives its own code beside a refusal is believed by the code; a gateway's error before it is not.
  const isRobotHeard = ofStatus === null || ofStatus.code === 'http-refused';
  if (format !== 'json' && robot !== null && robot.code !== 0 && isRobotHeard) {
    return judgeRobot(format, robot, ofStatus);
  }
  if (ofStatus !== null) {
    const isRefusal = ofStatus.code === 'http-refused' && contentStatuses.has(status);
    return { failure: ofStatus, isRefusal };
  }
  const isUnclear = format !== 'json' && robot === null;
  return { failure: isUnclear ? { code: 'not-understood', detail: null } : null, isRefusal: false };
}

function judgeRobot(format: RobotFormat, answer: RobotAnswer, ofStatus: WebhookFailure | null): Judged {
  const complaint = readComplaint(format, answer);
  const detail = answer.code;
  switch (complaint) {
    case 'content':
      return { failure: { code: 'robot-refused', detail }, isRefusal: true };
    case 'unlisted': {
      const isRefusal = ofStatus === null || contentStatuses.has(ofStatus.detail ?? 0);
      return { failure: ofStatus ?? { code: 'robot-refused', detail }, isRefusal };
    }
    case 'rate-limited':
    case 'robot-busy':
    case 'robot-gone':
    case 'robot-security':
    case 'robot-signature':
    case 'robot-keyword':
    case 'robot-ip':
      return { failure: { code: complaint, detail }, isRefusal: false };
  }
}

function failureOfStatus(status: number): WebhookFailure | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return { code: 'redirected', detail: status };
  if (status === 429) return { code: 'rate-limited', detail: status };
  return { code: status >= 500 ? 'server-error' : 'http-refused', detail: status };
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
