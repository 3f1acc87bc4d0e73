import type { Alert } from '../../electron/contract/alerts.ts';

const longAgo = 1_700_000_000_000;

/** A live alert whose every field is as long as it gets, in Chinese: three bytes a character. */
export function makeLongestAlert(index: number): Alert {
  return {
    alertId: 1_000_000 + index,
    kind: 'phone-unauthorized',
    severity: 'warn',
    subject: { type: 'phone', phoneId: `phone-${String(index).padStart(36, '0')}` },
    subjectNumber: 9_999,
    subjectName: '',
    textCode: 'recovery-exhausted',
    params: { percent: 12.5, freeMb: 123_456, limit: 86_400 },
    raisedAt: longAgo,
    unknownSinceAt: longAgo,
    acknowledgedAt: longAgo,
    acknowledgedBy: '名'.repeat(40),
    snoozedUntilAt: longAgo,
    endedAt: null,
    ending: null,
  };
}
