import type { JobItem } from '@contract/jobs.ts';
import { planParams, readableParams } from '../../format/text-params.ts';
import type { Texts } from '../../i18n/texts.ts';
import { cureWords, type Blocked } from '../growth-why/why-words.ts';

/** Codes that say nothing beyond the state itself. */
const plainCodes: ReadonlySet<string> = new Set(['ok']);

/** In a few words why a row is where it is; null when its state says it all. */
export function whyText(item: JobItem, { text }: Texts): string | null {
  const { code, waitsFor } = item;
  const ownReason = code === null || plainCodes.has(code) ? null : text(`job.code.${code}.short`);
  // That the job is paused is said above all rows; what stopped this one says more.
  const isPlain = waitsFor === null || (waitsFor === 'job-paused' && ownReason !== null);
  const reason = isPlain ? ownReason : text(`jobs.waits.${waitsFor}`);
  const words = [reason, isLookNext(item) ? text('jobs.verify-first') : null].filter((part) => part !== null);
  return words.length === 0 ? null : words.join(' · ');
}

/** The next thing to happen to the row by itself is a look; while it is under way, or a person has to look, that is nothing to tell. */
export function isLookNext({ isVerifyDue, state }: Pick<JobItem, 'isVerifyDue' | 'state'>): boolean {
  return isVerifyDue && (state === 'ready' || state === 'held');
}

/** What the gate, or the plan, has against the row right now; null where nothing keeps it. */
export function blockedOf({ state, verdict, code, detail, heldUntilAt, waitsFor }: JobItem): Blocked | null {
  // That the job is paused is said above all rows.
  const isElsewhere = waitsFor !== null && waitsFor !== 'job-paused';
  if (code === null || plainCodes.has(code) || isElsewhere) return null;
  const isHeld = state === 'held' || (state === 'planned' && verdict === 'held');
  const isRefused = state === 'planned' && verdict === 'blocked';
  if (!isHeld && !isRefused) return null;
  return { code, detail, untilAt: heldUntilAt, isNever: isRefused };
}

export interface CodeText {
  readonly cause: string;
  readonly cure: string;
}

/** An answer of the gate names the rule of the plan that gave it. */
export function isOfPlan({ detail }: Pick<JobItem, 'detail'>): boolean {
  return typeof detail['path'] === 'string';
}

/** Cause and cure of a code, filled with what came with it; times of the day of `now` are told without their date. */
export function codeText(
  { code, detail }: Pick<JobItem, 'code' | 'detail'>,
  texts: Texts,
  now: number,
): CodeText | null {
  if (code === null || plainCodes.has(code)) return null;
  const params = (isOfPlan({ detail }) ? planParams : readableParams)(texts, detail, now);
  return { cause: texts.text(`job.code.${code}.cause`, params), cure: cureWords(texts, { code, detail }, params) };
}
