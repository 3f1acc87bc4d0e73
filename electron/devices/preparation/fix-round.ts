import type { CureCode, PhonePreparation } from '../../contract/preparation.ts';
import type { JudgedStep } from './checklist.ts';
import { attemptFix, type Attempt, type FixedPhone } from './step-fix.ts';

/** What an operator asked to be put right on a phone. */
export interface FixOrder {
  readonly stepIds: readonly string[];
  /** Also what the phone refused before, with nothing to show that it would not again. */
  readonly retriesRefused: boolean;
}

/** Checks that turn right when somebody has followed the cure. */
const proofsOfCure: Readonly<Partial<Record<CureCode, readonly string[]>>> = {
  'allow-input': ['security-debugging', 'permission-monitoring', 'simulated-input'],
  'allow-install': ['usb-install'],
};

interface RoundPhone extends FixedPhone {
  /** The checklist before. */
  readonly before: PhonePreparation | null;
}

/** The attempts on one phone. No change is sent twice. */
export class FixRound {
  readonly attempts = new Map<string, Attempt>();
  readonly #phone: RoundPhone;
  readonly #order: FixOrder;
  readonly #sent = new Set<string>();

  constructor(phone: RoundPhone, order: FixOrder) {
    this.#phone = phone;
    this.#order = order;
  }

  /** Tries what is to fix now and was not tried yet. True when anything was sent, so that reading again is worth it. */
  async run(judged: readonly JudgedStep[]): Promise<boolean> {
    const sentBefore = this.#sent.size;
    for (const found of judged) {
      const { id } = found.step;
      if (!this.#order.stepIds.includes(id) || this.attempts.get(id)?.kind === 'refused') continue;
      const attempt = await this.#attempt(found, judged);
      if (attempt.kind !== 'nothing-to-do' || !this.attempts.has(id)) this.attempts.set(id, attempt);
    }
    return this.#sent.size > sentBefore;
  }

  async #attempt({ step, finding }: JudgedStep, judged: readonly JudgedStep[]): Promise<Attempt> {
    const changes = finding.changes.filter(({ command }) => !this.#sent.has(command));
    if (finding.state !== 'to-fix' || changes.length === 0) return { kind: 'nothing-to-do' };
    if (!this.#order.retriesRefused && this.#isStillRefused(step.id, judged)) return { kind: 'still-refused' };
    for (const { command } of changes) this.#sent.add(command);
    return attemptFix({ step, finding: { ...finding, changes } }, this.#phone);
  }

  #isStillRefused(stepId: string, judged: readonly JudgedStep[]): boolean {
    const checks = this.#phone.before?.checks ?? [];
    const fix = checks.find((check) => check.stepId === stepId)?.fix ?? null;
    if (fix === null || (fix.outcome !== 'refused' && fix.outcome !== 'not-kept')) return false;
    const proofs = fix.cure === null ? [] : (proofsOfCure[fix.cure] ?? []);
    return !judged.some(({ step, finding }) => {
      const wasRight = checks.some((check) => check.stepId === step.id && check.state === 'ok');
      return proofs.includes(step.id) && finding.state === 'ok' && !wasRight;
    });
  }
}
