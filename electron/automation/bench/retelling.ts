import type { Intent } from '../engine/pace.ts';
import type { Look } from '../engine/recognition.ts';
import type { RunState } from '../engine/run-state.ts';
import { tellIntent, type IntentFacts } from './intent-preview.ts';

interface Told {
  readonly intent: Intent;
  readonly told: IntentFacts;
  /** What the phone shows once the person has answered. */
  readonly now: Look;
}

/** Whether what was told is no longer what would be done: another screen, or the view is another one or elsewhere. Pure. */
export function isToldAnew(state: RunState, { intent, told, now }: Told): boolean {
  const present = followLook(intent, now);
  return present === null || !isSame(told, tellIntent(state, present));
}

function followLook(intent: Intent, look: Look): Intent | null {
  if (intent.kind === 'recover') return look.kind === 'screen' ? null : { kind: 'recover', look };
  return look.kind === 'screen' && look.screen === intent.look.screen ? { ...intent, look } : null;
}

function isSame(before: IntentFacts, after: IntentFacts): boolean {
  return signIntent(before) === signIntent(after);
}

function signIntent({ name, screen, act, found, target, point }: IntentFacts): string {
  return JSON.stringify([name, screen, act, found, target, point]);
}
