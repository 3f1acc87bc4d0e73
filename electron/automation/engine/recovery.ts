import type { UiTree } from '../hierarchy.ts';
import type { Interruption } from '../playbooks/playbook-schema.ts';
import { tapPointOf } from '../tap-target.ts';
import { budgets, limits } from './budgets.ts';
import { takeEvidenceBeside } from './evidence-taking.ts';
import type { PhoneView } from './phone-view.ts';
import { halt, haltOn, type Halt } from './reached.ts';
import type { Look } from './recognition.ts';
import type { RunState } from './run-state.ts';
import type { StepLog } from './step-log.ts';
import { nameOf } from './step-outcome.ts';
import { signatureOf } from './stillness.ts';
import { isPhoneLocked, wake } from './waking.ts';

export interface RecoveryDeps {
  readonly state: RunState;
  readonly view: PhoneView;
  readonly log: StepLog;
}

export type Astray = Exclude<Look, { kind: 'screen' }>;

/**
 * What a run does where it does not know its way: deals with known interruptions, waits for what is still loading, and
 * goes back in ways that cannot do harm. Never taps anything that no interruption of the playbook names.
 */
export class Recovery {
  readonly #deps: RecoveryDeps;
  readonly #dismissals = new Map<string, number>();
  readonly #unknownPages = new Set<string>();
  #recoveries = 0;
  #starts = 0;
  #darkLooks = 0;
  #wakings = 0;

  constructor(deps: RecoveryDeps) {
    this.#deps = deps;
  }

  /** Null when the run may look again. */
  async handle(look: Astray): Promise<Halt | null> {
    const head = { step: `recover:${nameOf(look)}`, screen: look.kind, confidence: confidenceOf(look) };
    return this.#deps.log.note(
      head,
      () => this.#deal(look),
      (end) => (end === null ? { outcome: 'done' } : { outcome: 'failed', note: `${end.code}: ${end.note}` }),
    );
  }

  async #deal(look: Astray): Promise<Halt | null> {
    switch (look.kind) {
      case 'interrupted':
        return this.#interrupted(look);
      case 'unknown':
        return this.#unknown();
      case 'away':
        return this.#away(look.packageName);
      case 'unlabelled':
        return this.#unlabelled();
      case 'dark':
        return this.#dark(look);
    }
  }

  async #interrupted({ interruption, page }: Extract<Look, { kind: 'interrupted' }>): Promise<Halt | null> {
    const { id, meaning, code = 'unknown-screen' } = interruption;
    switch (meaning) {
      case 'cooldown':
        await this.#leaveWarning();
        return halt(code, `the messenger warns: ${id}`, { isCooldown: true }).halt;
      case 'wait':
        return this.#awaitEnd(interruption, page);
      case 'stop-item':
        await dismiss(this.#deps, interruption, page);
        return halt(code, `the messenger says: ${id}`, { isSaid: true }).halt;
      case 'dismiss': {
        const count = (this.#dismissals.get(id) ?? 0) + 1;
        this.#dismissals.set(id, count);
        if (count > limits.dismissals) return halt(code, `${id} comes back every time`).halt;
        return dismiss(this.#deps, interruption, page);
      }
    }
  }

  /** One that stayed on the screen would be taken for a new one after the rest: it is kept as a picture, and left by BACK. */
  async #leaveWarning(): Promise<void> {
    const { view, state } = this.#deps;
    await takeEvidenceBeside(view, state);
    await view.press('BACK');
  }

  /** A dialog that only says so is put away first; what stays then is waited for. */
  async #awaitEnd(interruption: Interruption, page: UiTree): Promise<Halt | null> {
    const { id, withinMs, code = 'timeout' } = interruption;
    const { view, state } = this.#deps;
    const isDialog = interruption.find !== undefined && state.target(interruption)(page).kind === 'one';
    const refused = isDialog ? await dismiss(this.#deps, interruption, page) : null;
    if (refused !== null) return refused;
    const endAt = view.now() + withinMs;
    for (let look = await view.lookAgain(); ; look = await view.lookAgain()) {
      if (look.kind !== 'interrupted' || look.interruption.id !== id) return null;
      if (view.now() >= endAt || view.signal.aborted) return halt(code, `${id} stayed`).halt;
      await view.pause(Math.min(budgets.pollMs * 4, withinMs));
    }
  }

  /** One BACK, then the start page anew; a page that comes up a second time is not asked again. */
  async #unknown(): Promise<Halt | null> {
    const { view, state } = this.#deps;
    const look = await view.waitFor((each) => each.kind !== 'unknown', budgets.knownMs);
    if (look.kind !== 'unknown') return null;
    const signature = signatureOf(look.page);
    if (this.#recoveries >= limits.recoveries || this.#unknownPages.has(signature)) {
      return halt('unknown-screen', `not recognised: ${titleOf(look)}`).halt;
    }
    this.#unknownPages.add(signature);
    this.#recoveries += 1;
    const back =
      this.#recoveries === 1 ? await view.press('BACK') : await view.launch(state.options.playbook.app.start);
    if (!back.ok) return haltOn(back.error).halt;
    await view.waitFor((each) => each.kind !== 'unknown', budgets.knownMs);
    return null;
  }

  async #away(packageName: string): Promise<Halt | null> {
    const { view, state } = this.#deps;
    if (await isPhoneLocked(view)) return this.#reopen();
    const look = await view.waitFor((each) => each.kind !== 'away', budgets.startMs / 5);
    if (look.kind !== 'away') return null;
    if (this.#starts >= limits.starts) {
      if (view.wentBack) return halt('unknown-screen', 'going back leaves the messenger').halt;
      return halt('app-crashed', `the messenger does not stay in front: ${packageName}`).halt;
    }
    this.#starts += 1;
    state.atTop.clear();
    const started = await view.launch(state.options.playbook.app.start);
    if (!started.ok) return haltOn(started.error).halt;
    await view.waitFor((each) => each.kind !== 'away' && each.kind !== 'unlabelled', budgets.startMs);
    return null;
  }

  /** A screen that went dark by its timeout is lit again; a lock that asks for something is for a person. */
  async #reopen(): Promise<Halt | null> {
    if (this.#wakings >= limits.wakings) return halt('screen-locked', 'the phone locks itself every time').halt;
    this.#wakings += 1;
    const awake = await wake(this.#deps.view);
    return awake.ok ? null : awake.halt;
  }

  async #unlabelled(): Promise<Halt | null> {
    const look = await this.#deps.view.waitFor((each) => each.kind !== 'unlabelled', budgets.startMs);
    return look.kind === 'unlabelled' ? halt('tree-blocked', 'views without words').halt : null;
  }

  /** An empty tree may pass (one dump in five fails by itself on some phones); a locked phone has none. */
  async #dark({ fault }: Extract<Look, { kind: 'dark' }>): Promise<Halt | null> {
    const { view } = this.#deps;
    if (view.signal.aborted) return halt('aborted', 'the run was stopped').halt;
    const isTree = fault.code === 'ui-tree-empty' || fault.code === 'ui-tree-blocked' || fault.code === 'ui-not-idle';
    if (!isTree) return haltOn(fault).halt;
    if (await isPhoneLocked(view)) return this.#reopen();
    this.#darkLooks += 1;
    if (this.#darkLooks > 2) return haltOn(fault).halt;
    await view.pause(budgets.stillMs);
    return null;
  }
}

/** Taps what the playbook names for it, else goes BACK. */
async function dismiss({ state, view }: RecoveryDeps, interruption: Interruption, page: UiTree): Promise<Halt | null> {
  const hit = state.target(interruption)(page);
  const point = hit.kind === 'one' ? tapPointOf(hit.node, page) : null;
  const gone = point === null ? await view.press('BACK') : await view.tap(point);
  if (!gone.ok) return haltOn(gone.error).halt;
  await view.waitFor((look) => look.kind !== 'interrupted' || look.interruption.id !== interruption.id, budgets.pollMs);
  return null;
}

function confidenceOf(look: Astray): Interruption['confidence'] {
  return look.kind === 'interrupted' ? look.interruption.confidence : 'V';
}

function titleOf({ page }: Extract<Look, { kind: 'unknown' }>): string {
  return page.nodes.find((node) => node.text.trim() !== '')?.text.slice(0, 40) ?? 'no words';
}
