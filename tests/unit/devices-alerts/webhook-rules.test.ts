import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readWebhookAddress } from '../../../electron/devices/alerts/webhook/webhook-address.ts';
import { describeEvent, describeTest, shapeBody } from '../../../electron/devices/alerts/webhook/webhook-message.ts';
import type { PostResult } from '../../../electron/devices/alerts/webhook/webhook-post.ts';
import { makeLongestAlert } from '../../support/live-alert.ts';
import { judgeReply, retryDelay } from '../../../electron/devices/alerts/webhook/webhook-reply.ts';

function answered(status: number, body = '', retryAfter: string | null = null): PostResult {
  return { isAnswered: true, status, body, retryAfter };
}

function firstLine(content: string): string {
  return content.split('\n')[0] ?? '';
}

describe('the address', () => {
  test.each([
    'https://oapi.dingtalk.com/robot/send?access_token=x',
    'https://chat.example:8443/hook',
    'http://localhost:3000/x',
    'http://127.0.0.1/x',
    'http://10.1.2.3/x',
    'http://172.16.0.1/x',
    'http://192.168.1.20:8080/x',
    'http://[::1]:8080/x',
    'http://[fd00::5]/x',
  ])('%s is taken', (text) => {
    expect(readWebhookAddress(text).ok).toBe(true);
  });

  test.each([
    ['http://example.com/x', 'https-only'],
    ['http://172.32.0.1/x', 'https-only'],
    ['http://8.8.8.8/x', 'https-only'],
    ['http://127.0.0.1.example.com/x', 'https-only'],
    ['http://[2001:db8::1]/x', 'https-only'],
    ['ftp://127.0.0.1/x', 'https-only'],
    ['file:///etc/passwd', 'not-a-url'],
    ['not an address', 'not-a-url'],
    ['https://user:secret@example.com/x', 'no-credentials'],
  ])('%s is refused: %s', (text, rule) => {
    const refused = readWebhookAddress(text);
    expect(refused).toMatchObject({ ok: false, error: { code: 'invalid-input', detail: { rule } } });
    expect(JSON.stringify(refused)).not.toContain('secret');
  });
});

describe('a reply', () => {
  test.each([
    ['json', 204, ''],
    ['json', 200, 'whatever'],
    ['wecom', 200, '{"errcode":0,"errmsg":"ok"}'],
    ['dingtalk', 200, '{"errcode":0}'],
    ['feishu', 200, '{"code":0,"msg":"success","data":{}}'],
    ['feishu', 200, '{"StatusCode":0,"StatusMessage":"success"}'],
  ] as const)('as %s: %d %s is a success', (format, status, body) => {
    expect(judgeReply(answered(status, body), format, 0).failure).toBeNull();
  });

  test.each([
    ['json', 301, '', { code: 'redirected', detail: 301 }],
    ['json', 404, '', { code: 'http-refused', detail: 404 }],
    ['json', 429, '', { code: 'rate-limited', detail: 429 }],
    ['json', 503, '', { code: 'server-error', detail: 503 }],
    ['wecom', 200, '{"errcode":99999}', { code: 'robot-refused', detail: 99_999 }],
    ['feishu', 502, '{"code":502}', { code: 'server-error', detail: 502 }],
    ['feishu', 403, '{"code":99999}', { code: 'http-refused', detail: 403 }],
    ['feishu', 200, '<html>', { code: 'not-understood', detail: null }],
  ] as const)('as %s: %d %s is %o', (format, status, body, failure) => {
    expect(judgeReply(answered(status, body), format, 0).failure).toEqual(failure);
  });

  test.each([
    ['json', 400, '', true],
    ['json', 413, '', true],
    ['json', 422, '', true],
    ['json', 401, '', false],
    ['json', 403, '', false],
    ['json', 404, '', false],
    ['json', 429, '', false],
    ['json', 500, '', false],
    ['wecom', 200, '{"errcode":45002}', true],
    ['wecom', 200, '{"errcode":99999}', true],
    ['wecom', 200, '{"errcode":93000}', false],
    ['wecom', 200, '{"errcode":45009}', false],
    ['dingtalk', 200, '{"errcode":430104}', true],
    ['dingtalk', 200, '{"errcode":310000}', false],
    ['dingtalk', 200, '{"errcode":410100}', false],
    ['feishu', 200, '{"code":424242}', true],
    ['feishu', 400, '{"code":424242}', true],
    ['feishu', 404, '{"code":424242}', false],
    ['feishu', 502, '{"code":424242}', false],
    ['feishu', 400, '{"code":19001}', false],
    ['feishu', 400, '{"code":11232}', false],
    ['feishu', 400, '{"code":19002}', true],
    ['feishu', 200, '<html>', false],
  ] as const)('as %s: %d %s refuses this one message: %s', (format, status, body, isRefusal) => {
    expect(judgeReply(answered(status, body), format, 0)).toMatchObject({ isRefusal });
  });

  test.each([
    ['wecom', -1, 'system error', 'robot-busy'],
    ['wecom', 45_009, 'api freq out of limit', 'rate-limited'],
    ['wecom', 93_000, 'invalid webhook url', 'robot-gone'],
    ['dingtalk', 130_101, 'send too fast, exceed 20 times per minute', 'rate-limited'],
    ['dingtalk', 410_100, '发送速度太快而限流', 'rate-limited'],
    ['dingtalk', 310_000, 'keywords not in content', 'robot-keyword'],
    ['dingtalk', 310_000, 'description:关键词不匹配;', 'robot-keyword'],
    ['dingtalk', 310_000, 'description:机器人发送签名不匹配;', 'robot-signature'],
    ['dingtalk', 310_000, 'invalid timestamp', 'robot-signature'],
    ['dingtalk', 310_000, 'ip 203.0.113.9 not in whitelist', 'robot-ip'],
    ['dingtalk', 310_000, '', 'robot-security'],
    ['dingtalk', 300_001, 'token is not exist', 'robot-gone'],
    ['dingtalk', 400_102, '机器人已停用', 'robot-gone'],
    ['feishu', 11_232, 'frequency limited', 'rate-limited'],
    ['feishu', 9_499, 'too many request', 'rate-limited'],
    ['feishu', 9_499, 'Bad Request', 'robot-refused'],
    ['feishu', 19_021, 'sign match fail or timestamp is not within one hour', 'robot-signature'],
    ['feishu', 19_022, 'Ip Not Allowed', 'robot-ip'],
    ['feishu', 19_024, 'Key Words Not Found', 'robot-keyword'],
  ] as const)('of %s with code %d and “%s” is %s', (format, code, words, failure) => {
    const body = format === 'feishu' ? { code, msg: words } : { errcode: code, errmsg: words };
    const verdict = judgeReply(answered(200, JSON.stringify(body)), format, 0);
    expect(verdict.failure).toEqual({ code: failure, detail: code });
  });

  test.each([
    ['json', 429, ''],
    ['dingtalk', 200, '{"errcode":130101}'],
    ['feishu', 200, '{"code":11232}'],
  ] as const)('as %s: %d %s asks for a minute of quiet', (format, status, body) => {
    expect(judgeReply(answered(status, body), format, 0)).toMatchObject({ retryAfterMs: 60_000, isRefusal: false });
    expect(judgeReply(answered(status, body, '600'), format, 0)).toMatchObject({ retryAfterMs: 600_000 });
  });

  test('says when to come back, in seconds or as a date, at most in an hour', () => {
    const now = Date.UTC(2026, 0, 1);
    const after = (text: string | null): number | null => judgeReply(answered(503, '', text), 'json', now).retryAfterMs;
    expect(after('30')).toBe(30_000);
    expect(after(new Date(now + 90_000).toUTCString())).toBe(90_000);
    expect(after('999999')).toBe(3_600_000);
    expect(after('soon')).toBeNull();
    expect(after(null)).toBeNull();
  });

  test('that fails is followed by waits of 1 s, doubled up to five minutes', () => {
    expect([1, 2, 3, 4, 9, 10, 50].map(retryDelay)).toEqual([1_000, 2_000, 4_000, 8_000, 256_000, 300_000, 300_000]);
  });
});

describe('the end of an alert', () => {
  test.each([
    ['over', '已恢复 · 12 号 · 电池过热'],
    ['forgotten', '已结束（手机已移除） · 12 号 · 电池过热'],
    ['set-aside', '已结束（手机已搁置） · 12 号 · 电池过热'],
    ['host-removed', '已结束（主机已移除） · 12 号 · 电池过热'],
    ['kind-off', '已结束（已关闭这类警报） · 12 号 · 电池过热'],
  ] as const)('%s reads %s: recovered only when it is', (ending, title) => {
    const alert = { ...makeLongestAlert(1), kind: 'battery-hot', subjectNumber: 12, ending, isTold: true } as const;
    const told = describeEvent({ happened: 'ended', alert, at: 5 }, 'event-1', 'zh-CN');
    expect(told).toMatchObject({ title, event: 'cleared', ending });
  });
});

describe('a message', () => {
  const message = describeTest('event-1', 0, 'zh-CN');

  const title = `【机群台】${message.title}`;
  const shapeSchema = z.object({
    msgtype: z.literal('text').optional(),
    msg_type: z.literal('text').optional(),
    text: z.object({ content: z.string().transform(firstLine) }).optional(),
    content: z.object({ text: z.string().transform(firstLine) }).optional(),
  });

  test.each([
    ['wecom', { msgtype: 'text', text: { content: title } }],
    ['dingtalk', { msgtype: 'text', text: { content: title } }],
    ['feishu', { msg_type: 'text', content: { text: title } }],
  ] as const)('has the shape of %s, and begins with the product’s name', (format, wanted) => {
    expect(shapeSchema.parse(JSON.parse(shapeBody(message, format, 'zh-CN')))).toEqual(wanted);
  });

  test('as JSON is all that there is', () => {
    expect(JSON.parse(shapeBody(message, 'json', 'zh-CN'))).toEqual(message);
  });

  test('to a robot stays within its 2 048 bytes', () => {
    const long = { ...message, text: '长'.repeat(5_000) };
    expect(Buffer.byteLength(shapeBody(long, 'wecom', 'zh-CN'))).toBeLessThan(2_048);
  });
});
