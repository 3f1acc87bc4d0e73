import { z } from 'zod';
import type { WebhookFailure, WebhookFormat } from '../../../contract/webhook.ts';

export type RobotFormat = Exclude<WebhookFormat, 'json'>;

/** What a robot answers in the body, whatever the HTTP status; code 0 is success. */
export interface RobotAnswer {
  readonly code: number;
  readonly message: string;
}

type RobotCode = Extract<WebhookFailure['code'], 'rate-limited' | `robot-${string}`>;

/**
 * What a code other than 0 says. `content`: the robot works and will not take what this message says. `unlisted`: nobody
 * has written the code down. Everything else hits every message alike.
 */
export type RobotComplaint = Exclude<RobotCode, 'robot-refused'> | 'content' | 'unlisted';

const message = z.string().catch('');

/** WeCom and DingTalk answer `errcode`, Feishu `code` or, in its older shape, `StatusCode`, nearly always with HTTP 200. */
const answerSchema = z.union([
  z.object({ errcode: z.number(), errmsg: message }).transform(({ errcode, errmsg }) => ({
    code: errcode,
    message: errmsg,
  })),
  z.object({ code: z.number(), msg: message }).transform(({ code, msg }) => ({ code, message: msg })),
  z.object({ StatusCode: z.number(), StatusMessage: message }).transform(({ StatusCode, StatusMessage }) => ({
    code: StatusCode,
    message: StatusMessage,
  })),
]);

/** Null: no robot's answer. */
export function readRobotAnswer(body: string): RobotAnswer | null {
  try {
    return answerSchema.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    return null;
  }
}

/** The codes that the vendors' own pages and users' reports name. */
const complaints: Readonly<Record<RobotFormat, ReadonlyMap<number, RobotComplaint>>> = {
  wecom: tableOf(
    ['rate-limited', 45_009, 45_033],
    ['robot-busy', -1],
    // The key is wrong; the robot was taken out of the group, or switched off.
    ['robot-gone', 93_000, 93_004, 93_008],
    // Message type, parameters, empty, too long.
    ['content', 40_008, 40_035, 40_058, 44_004, 45_002],
  ),
  dingtalk: tableOf(
    ['rate-limited', 130_101, 410_100, 90_030],
    ['robot-busy', -1],
    // The token does not exist; the robot was switched off or deleted, the group dissolved.
    ['robot-gone', 300_001, 300_005, 400_013, 400_101, 400_102, 400_106],
    ['robot-security', 310_000],
    // Message type, parameters, unsafe links, improper text or pictures.
    ['content', 400_105, 40_035, 430_101, 430_102, 430_103, 430_104],
  ),
  feishu: tableOf(
    ['rate-limited', 11_232, 9_499],
    ['robot-gone', 19_001, 19_007],
    ['robot-signature', 19_021],
    ['robot-ip', 19_022],
    ['robot-keyword', 19_024],
    ['content', 19_002],
  ),
};

/** What an answer with a code other than 0 says. Pure. */
export function readComplaint(format: RobotFormat, { code, message: words }: RobotAnswer): RobotComplaint {
  const complaint = complaints[format].get(code) ?? 'unlisted';
  if (complaint === 'robot-security') return readSecurity(words);
  // Feishu has one code for a body that it does not like and for too many of them.
  return format === 'feishu' && code === 9_499 && /bad request/iu.test(words) ? 'content' : complaint;
}

/** DingTalk has one code for its three safety settings, and says in words which of them was broken. */
function readSecurity(words: string): RobotComplaint {
  if (/keyword|关键词/iu.test(words)) return 'robot-keyword';
  if (/whitelist|白名单|\bip\b/iu.test(words)) return 'robot-ip';
  return /sign|timestamp|签名|时间戳|加签/iu.test(words) ? 'robot-signature' : 'robot-security';
}

function tableOf(...rows: readonly (readonly [RobotComplaint, ...number[]])[]): ReadonlyMap<number, RobotComplaint> {
  return new Map(rows.flatMap(([complaint, ...codes]) => codes.map((code) => [code, complaint] as const)));
}
