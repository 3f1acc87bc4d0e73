import type { Texts } from '../i18n/texts.ts';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Below this an age changes too often to read. */
const nowMs = 5 * secondMs;

/** How long ago, in one unit: `3 分钟前`, `3 min ago`. A time in the future (a clock that was set back) reads as now. */
export function ageText(texts: Texts, at: number, now: number): string {
  const ms = now - at;
  if (ms < nowMs) return texts.text('age.now');
  if (ms < minuteMs) return texts.text('age.seconds', { n: Math.floor(ms / secondMs / 5) * 5 });
  if (ms < hourMs) return texts.text('age.minutes', { n: Math.floor(ms / minuteMs) });
  if (ms < dayMs) return texts.text('age.hours', { n: Math.floor(ms / hourMs) });
  return texts.text('age.days', { n: Math.floor(ms / dayMs) });
}

/** How long, in one unit: `3 分钟`, `3 min`. */
export function durationText(texts: Texts, ms: number): string {
  if (ms < minuteMs) return texts.text('for.seconds', { n: Math.max(0, Math.round(ms / secondMs)) });
  if (ms < hourMs) return texts.text('for.minutes', { n: Math.floor(ms / minuteMs) });
  if (ms < 2 * dayMs) return texts.text('for.hours', { n: Math.floor(ms / hourMs) });
  return texts.text('for.days', { n: Math.floor(ms / dayMs) });
}
