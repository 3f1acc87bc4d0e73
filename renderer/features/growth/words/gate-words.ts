import type { GateView } from '@contract/board-card.ts';
import type { Texts } from '../../../i18n/texts.ts';
import { whyWords, type WhyWords } from '../../growth-why/why-words.ts';

/** What the gate said of an act, for people. */
export interface GateWords {
  /** 可以 · 要等 · 不可以 */
  readonly verdict: string;
  /** What, why, until when, by which rule, what to do; null where it is allowed. */
  readonly why: WhyWords | null;
}

/** `now`: the desk's time, by which the gate was asked. */
export function gateWords(texts: Texts, view: GateView, now: number): GateWords {
  const { kind, reason, untilAt, detail, path } = view;
  const verdict = texts.text(`growth.gate.${kind}`);
  if (reason === null) return { verdict, why: null };
  const blocked = { code: reason, detail: { ...detail, path }, untilAt, isNever: kind === 'never' };
  return { verdict, why: whyWords(texts, blocked, now) };
}
