import type { Playbook } from '../../../electron/automation/playbooks/playbooks.ts';
import { uncoveredMs, type Span, type WatchedDeed, type WatchedPause } from './outside-watch.ts';

/**
 * How often the view tree is to be read for a step, by its id, as the playbook has it: its page once; once more where the page must look
 * the same for a while, and where one that scrolls must prove to stand still. What a step or a move leads to is the page of the
 * next one.
 */
export function declaredReadsOf({ app, act }: Playbook): (step: string) => number {
  const parts = act.reach.flat().flatMap((part) => app.parts[part] ?? []);
  const declared = new Map(
    [...parts, ...act.steps].map(({ id, steadyMs = 0, scroll }) => {
      const more = [steadyMs > 0, scroll].filter(Boolean).length;
      return [id, 1 + more] as const;
    }),
  );
  return (step) => declared.get(step) ?? 1;
}

/** What befell within a span that makes a page be read once more: a swipe to the next one, and a wait that the phone needed. */
export function moreReadsIn(span: Span, deeds: readonly WatchedDeed[], pauses: readonly WatchedPause[]): number {
  const swipes = deeds.filter(({ atMs, isSwipe }) => isSwipe && atMs >= span.startMs && atMs < span.endMs);
  const waits = pauses.filter((pause) => pause.cause === 'phone' && isWithin(pause, span));
  return swipes.length + waits.length;
}

/** Reads before the first step: the messenger is opened, and looked at after all that is done for it. */
export function readsOfOpening(span: Span, deeds: readonly WatchedDeed[]): number {
  return 1 + deeds.filter(({ atMs }) => atMs >= span.startMs && atMs < span.endMs).length;
}

function isWithin({ startMs, endMs }: Span, span: Span): boolean {
  return uncoveredMs({ startMs, endMs }, [span]) < endMs - startMs;
}
