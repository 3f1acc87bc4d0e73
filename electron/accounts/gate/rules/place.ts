import { ruleFor } from '../../standing/re-onboarding.ts';
import { forWrites, type GateRule } from '../act-question.ts';

/** Nothing that counts is done through an account of which nobody can say where it is: it may be acted with elsewhere meanwhile. */
export const placeUnsure: GateRule = forWrites(({ placeTrouble = null, plan }) => {
  if (placeTrouble === null) return null;
  const path = ruleFor(plan, 'remote-login')?.path ?? 're_onboarding';
  return { kind: 'held', reason: 'place-unsure', until: null, path, detail: { trouble: placeTrouble } };
});
