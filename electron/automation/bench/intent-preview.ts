import type { BenchIntent, IntentAct } from '../../contract/playbook-bench.ts';
import type { Intent } from '../engine/pace.ts';
import type { Astray } from '../engine/recovery.ts';
import type { RunState, Target, TargetHit } from '../engine/run-state.ts';
import { nameOf } from '../engine/step-outcome.ts';
import type { UiTree } from '../hierarchy.ts';
import type { Interruption, Step } from '../playbooks/playbook-schema.ts';
import { tapPointOf } from '../tap-target.ts';
import { flowText } from './flow-text.ts';

export type IntentFacts = Omit<BenchIntent, 'intentId' | 'isRetold'>;

type Sought = Pick<IntentFacts, 'find' | 'found' | 'alternate' | 'target' | 'point'>;

const unsought: Sought = { find: null, found: 'unsought', alternate: 0, target: null, point: null };

/** What is told of bringing the messenger to the front, which every run begins with. */
export const openingFacts: IntentFacts = {
  ...unsought,
  kind: 'open',
  name: 'open-messenger',
  screen: '',
  act: 'launch',
  confidence: 'A',
  sources: [],
  note: null,
  text: null,
  expects: [],
};

/** What a person is told before it is done: the act, and the view that it would take as the page is now. Pure. */
export function tellIntent(state: RunState, intent: Intent): IntentFacts {
  switch (intent.kind) {
    case 'step':
      return tellStep(state, intent.step, intent.look);
    case 'move':
      return tellMove(state, intent);
    case 'recover':
      return tellRecovery(state, intent.look);
  }
}

function tellMove(state: RunState, { move, look }: Extract<Intent, { kind: 'move' }>): IntentFacts {
  const { confidence, sources, note = null, to } = move;
  return {
    ...(move.do === 'tap' ? tellTarget(state, move, look.page) : unsought),
    kind: 'move',
    name: `${look.screen}→${to}`,
    screen: look.screen,
    act: move.do,
    confidence,
    sources: [...sources],
    note,
    text: null,
    expects: [to],
  };
}

/** Also of the committing step: what it would tap, were this no bench. */
export function tellStep(
  state: RunState,
  step: Step,
  { screen, page }: { readonly screen: string; readonly page: UiTree },
): IntentFacts {
  const { confidence, sources, note = null, text, expect } = step;
  const sought = tellTarget(state, step, page);
  return {
    ...(step.do === 'tap' ? sought : { ...sought, point: null }),
    kind: step.commit ? 'commit' : 'step',
    name: step.id,
    screen,
    act: step.do,
    confidence,
    sources: [...sources],
    note,
    text: text === undefined ? null : state.fill(text, false),
    expects: [...(expect?.screen ?? [])],
  };
}

function tellRecovery(state: RunState, look: Astray): IntentFacts {
  const name = nameOf(look);
  const base = { kind: 'recover', name, screen: name, text: null, expects: [] } satisfies Partial<IntentFacts>;
  const guessed = { ...unsought, ...base, confidence: 'V', sources: [], note: null } satisfies Partial<IntentFacts>;
  switch (look.kind) {
    case 'interrupted': {
      const { interruption, page } = look;
      const { confidence, sources, note = null } = interruption;
      const sought = tellTarget(state, interruption, page);
      return { ...sought, ...base, confidence, sources: [...sources], note, act: actOf(interruption) };
    }
    case 'unknown':
      return { ...guessed, act: 'retrace' };
    case 'away':
      return { ...guessed, act: 'launch' };
    case 'unlabelled':
    case 'dark':
      return { ...guessed, act: 'wait' };
  }
}

function actOf({ meaning }: Interruption): IntentAct {
  switch (meaning) {
    case 'dismiss':
    case 'wait':
      return meaning;
    case 'stop-item':
    case 'cooldown':
      return 'stop';
  }
}

function tellTarget(state: RunState, target: Target, page: UiTree): Sought {
  const { find, alternates } = target;
  if (find === undefined && alternates.length === 0) return unsought;
  const hit: TargetHit = state.target(target)(page);
  const alternate = hit.kind === 'one' ? hit.alternate : 0;
  const query = alternate === 0 ? find : alternates[alternate - 1]?.find;
  const base = { find: query === undefined ? null : flowText(query), found: hit.kind, alternate };
  if (hit.kind !== 'one') return { ...base, target: null, point: null };
  const { text, description, className, bounds } = hit.node;
  return { ...base, target: { words: text || description, className, bounds }, point: tapPointOf(hit.node, page) };
}
