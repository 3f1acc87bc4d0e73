import { succeed, type Fault, type Outcome } from '../../contract/outcome.ts';
import type { Phone } from '../../contract/phones.ts';
import type { PhonePreparation, PreparationCheck, PreparationFix } from '../../contract/preparation.ts';
import type { Settings } from '../../contract/settings.ts';
import type { PhoneLink } from '../sessions/phone-link.ts';
import { checkOf, judgeSteps, keptFix, readingsOf, type JudgedStep } from './checklist.ts';
import { askPhone, noAnswers } from './phone-reading.ts';
import { skinFamilyOf } from './skin-family.ts';
import { FixRound, type FixOrder } from './fix-round.ts';
import { settleFix, type Attempt } from './step-fix.ts';
import type { HelperApp, PreparationStep, StepContext } from './step.ts';

/** What preparing any phone needs to know. */
export interface PreparingGround {
  readonly steps: readonly PreparationStep[];
  readonly helpers: readonly HelperApp[];
  readonly messengerPackage: string;
  readonly lockPolicy: Settings['lockPolicy'];
  readonly now: () => number;
}

export interface PhoneInHand {
  readonly phone: Phone;
  readonly link: PhoneLink;
  readonly signal: AbortSignal;
  /** The checklist before, for the attempts that it remembers. */
  readonly before: PhonePreparation | null;
}

/** Reads every step. */
export async function checkPhone(ground: PreparingGround, held: PhoneInHand): Promise<Outcome<PhonePreparation>> {
  const context = contextOf(ground, held.phone, true);
  const judged = await readAndJudge(ground, context, held);
  return judged.ok ? succeed(listOf(ground, context, { ...held, judged: judged.value, fixes: new Map() })) : judged;
}

const rounds = 2;

export interface FixedPhone {
  readonly preparation: PhonePreparation;
  readonly fixes: ReadonlyMap<string, PreparationFix>;
}

/**
 * Reads, changes what the chosen steps can put right, and reads again; only what then reads right is done. A phone on
 * which nothing is to fix is sent no changing command at all. What one change brings within reach of another (an app
 * that is there now) is done in a second round.
 */
export async function fixPhone(
  ground: PreparingGround,
  held: PhoneInHand,
  order: FixOrder,
): Promise<Outcome<FixedPhone>> {
  const context = contextOf(ground, held.phone, true);
  const first = await readAndJudge(ground, context, held);
  if (!first.ok) return first;
  const round = new FixRound({ ...held, family: context.family }, order);
  let judged = first.value;
  let isReadBack = true;
  for (let pass = 0; pass < rounds && isReadBack && (await round.run(judged)); pass++) {
    const again = await readAndJudge(ground, context, held);
    isReadBack = again.ok;
    if (again.ok) judged = again.value;
  }
  const fixes = settleAll(ground, round.attempts, isReadBack ? judged : null);
  return succeed({ preparation: listOf(ground, context, { ...held, judged, fixes }), fixes });
}

/** The checklist of a phone that could not be asked: what adb itself tells of it, and otherwise unknown. */
export function unreachedPhone(ground: PreparingGround, phone: Phone, fault: Fault): PhonePreparation {
  const isRefused = phone.state === 'unauthorized' || phone.state === 'authorizing';
  const context = contextOf(ground, phone, isRefused ? false : null);
  const judged = judgeSteps(ground.steps, noAnswers, context).map(({ step, finding }): JudgedStep =>
    finding.state === 'unknown'
      ? { step, finding: { ...finding, textCode: 'not-reached', cure: null } }
      : { step, finding },
  );
  const list = listOf(ground, context, { phone, judged, fixes: new Map(), before: null });
  return { ...list, fault };
}

async function readAndJudge(
  { steps }: PreparingGround,
  context: StepContext,
  { link, signal }: PhoneInHand,
): Promise<Outcome<JudgedStep[]>> {
  const asked = await askPhone(link, readingsOf(steps, context), signal);
  return asked.ok ? succeed(judgeSteps(steps, asked.value, context)) : asked;
}

function contextOf(ground: PreparingGround, { facts }: Phone, isAuthorised: boolean | null): StepContext {
  const { helpers, messengerPackage, lockPolicy } = ground;
  return { sdk: facts.sdk, family: skinFamilyOf(facts), lockPolicy, messengerPackage, helpers, isAuthorised };
}

function settleAll(
  { now }: PreparingGround,
  attempts: ReadonlyMap<string, Attempt>,
  after: readonly JudgedStep[] | null,
): Map<string, PreparationFix> {
  const fixes = new Map<string, PreparationFix>();
  for (const [stepId, attempt] of attempts) {
    const judged = after?.find(({ step }) => step.id === stepId);
    const byHand = judged?.step.cureByHand ?? null;
    fixes.set(stepId, settleFix(attempt, judged?.finding ?? null, { at: now(), byHand }));
  }
  return fixes;
}

interface ListParts extends Pick<PhoneInHand, 'phone' | 'before'> {
  readonly judged: readonly JudgedStep[];
  readonly fixes: ReadonlyMap<string, PreparationFix>;
}

function listOf({ now }: PreparingGround, context: StepContext, parts: ListParts): PhonePreparation {
  const { phone, judged, fixes, before } = parts;
  const checks = judged.map((found): PreparationCheck => {
    const fresh = fixes.get(found.step.id);
    const earlier = before?.checks.find(({ stepId }) => stepId === found.step.id);
    const isTelling = fresh !== undefined && fresh.outcome !== 'nothing-to-do' && fresh.outcome !== 'still-refused';
    return checkOf(found, isTelling ? fresh : keptFix(earlier, found.finding));
  });
  return { phoneId: phone.phoneId, checkedAt: now(), family: context.family, fault: null, checks };
}
