import type { OperatorsHand } from '../../support/groups/operators-hand.ts';
import type { Scene } from './hidden-tree-scenes.ts';

const unsaidMs = 60_000;
/** Long enough for the console to see which group it is. */
const strayMs = 12_000;

/** A scene as the operator plays it: with his hand on the phone, and the button that says done. */
export interface Play {
  readonly scene: Scene;
  readonly hand: OperatorsHand;
  readonly sayDone: () => Promise<void>;
  readonly stopAll: () => Promise<void>;
}

/** The first part: the console wants to see which group it is. */
export async function showGroup({ scene, hand, sayDone }: Play): Promise<void> {
  const { kind, before, wanted, bystander } = scene;
  if (kind === 'nothing') return sayDone();
  if (kind !== 'other-group' || bystander === null) return hand.openInfo(before);
  hand.openInfo(bystander);
  hand.rename(wanted);
  return sayDone();
}

/** The second part: the renaming itself, rightly or wrongly. */
export async function doWhatIsAsked({ scene, hand, sayDone, stopAll }: Play): Promise<void> {
  const { kind, before, typed, wanted, bystander } = scene;
  switch (kind) {
    case 'right-unsaid':
      hand.rename(typed);
      // Says so after all where the console did not see it; for one that did nothing waits any more.
      setTimeout(() => void sayDone(), unsaidMs).unref();
      return;
    case 'right-long':
      hand.rename(typed);
      hand.back();
      return sayDone();
    case 'right':
    case 'one-character':
    case 'one-digit':
    case 'short':
      hand.rename(typed);
      return sayDone();
    case 'elsewhere':
      hand.rename(typed);
      for (let backs = 0; backs < 3; backs++) hand.back();
      return sayDone();
    case 'strays':
      hand.openInfo(bystander ?? before);
      await new Promise((resolve) => setTimeout(resolve, strayMs));
      hand.rename(wanted);
      return sayDone();
    case 'stopped':
      hand.openInfo(bystander ?? before);
      hand.rename(wanted);
      return stopAll();
    case 'nothing':
    case 'other-group':
      if (kind === 'nothing') hand.openInfo(before);
      return sayDone();
  }
}
