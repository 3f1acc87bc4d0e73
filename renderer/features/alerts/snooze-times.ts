export const snoozeChoices = ['quarter', 'hour', 'tomorrow'] as const;
export type SnoozeChoice = (typeof snoozeChoices)[number];

const minuteMs = 60_000;
const morningHour = 9;

/** The moment at which a snooze ends that begins now: in 15 minutes, in an hour, tomorrow at nine of this computer's day. */
export function snoozeUntil(choice: SnoozeChoice, now: number): number {
  switch (choice) {
    case 'quarter':
      return now + 15 * minuteMs;
    case 'hour':
      return now + 60 * minuteMs;
    case 'tomorrow': {
      const morning = new Date(now);
      morning.setDate(morning.getDate() + 1);
      return morning.setHours(morningHour, 0, 0, 0);
    }
  }
}
