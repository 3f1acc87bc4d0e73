import type { Move, Step } from '../playbooks/playbook-schema.ts';
import { findWay } from '../playbooks/ways.ts';
import { tapPointOf } from '../tap-target.ts';
import { budgets, limits } from './budgets.ts';
import { locate, scrollPage } from './locating.ts';
import { halt, haltOn, type Halt } from './reached.ts';
import type { Intent, Pace } from './pace.ts';
import type { Look } from './recognition.ts';
import { Recovery, type RecoveryDeps } from './recovery.ts';
import type { StepOutcome } from './step-outcome.ts';
import { performStep } from './step-runner.ts';

export interface WalkDeps extends RecoveryDeps {
  /** Real time by which the run must be over. */
  readonly deadline: number;
  /** Does the committing step on the screen that it belongs to. */
  readonly commit: (step: Step) => Promise<StepOutcome>;
  /** Who is asked before anything is done; left out, nobody. The committing step is its own `commit`'s business. */
  readonly pace?: Pace;
}

/** `at`: the step that it ended at. */
export type WalkEnd = { readonly ok: true } | { readonly ok: false; readonly halt: Halt; readonly at: number };

type ScreenLook = Extract<Look, { kind: 'screen' }>;

/**
 * Walks through steps, from whatever the phone shows. Each step names its screens: on another one the walk takes the
 * playbook's moves there, or begins again at the earliest step of the screen that it is on, so that what proves an
 * identity is proven anew. Every step is idempotent or guarded; so is going back.
 */
export class StepWalk {
  readonly #deps: WalkDeps;
  readonly #steps: readonly Step[];
  readonly #recovery: Recovery;
  readonly #tries = new Map<string, number>();
  readonly #deadMoves = new Set<Move>();
  readonly #moves = new Map<Move, number>();
  #cursor = 0;
  #surprises = 0;
  /** Another subject than ours was met; the walk began anew once since. */
  #mismatch: Halt | null = null;

  constructor(deps: WalkDeps, steps: readonly Step[]) {
    this.#deps = deps;
    this.#steps = steps;
    this.#recovery = new Recovery(deps);
  }

  async walk(): Promise<WalkEnd> {
    for (let step = this.#nextStep(); step !== null; step = this.#nextStep()) {
      const end = await this.#advance(step);
      if (end !== null) return { ok: false, halt: end, at: this.#cursor };
    }
    return { ok: true };
  }

  /** The step that is due: rehearsals and conditions pass over some. */
  #nextStep(): Step | null {
    for (let step = this.#steps[this.#cursor]; step !== undefined; step = this.#steps[this.#cursor]) {
      if (this.#isDue(step)) return step;
      this.#cursor += 1;
    }
    return null;
  }

  #isDue(step: Step): boolean {
    const { state } = this.#deps;
    return state.isSo(step.when) && !(step.notRehearsed && state.options.purpose === 'rehearse');
  }

  async #advance(step: Step): Promise<Halt | null> {
    const { view, deadline } = this.#deps;
    if (view.signal.aborted) return halt('aborted', 'the run was stopped').halt;
    if (view.now() > deadline) return halt('timeout', 'the run took too long').halt;
    if (view.spent.lookCount > limits.looks) return halt('timeout', 'the run looked too often').halt;
    const look = await view.look();
    if (look.kind !== 'screen') return this.#paced({ kind: 'recover', look }, () => this.#recovery.handle(look));
    if (!step.on.includes(look.screen)) return this.#approach(step, look);
    if (step.commit) return this.#judge(step, await this.#deps.commit(step));
    return this.#paced({ kind: 'step', step, look }, async () =>
      this.#judge(step, await performStep(this.#deps, step, look.screen)),
    );
  }

  async #paced(intent: Intent, act: () => Promise<Halt | null>): Promise<Halt | null> {
    const answer = (await this.#deps.pace?.before(intent)) ?? { kind: 'go' };
    if (answer.kind === 'halt') return answer.halt;
    return answer.kind === 'go' ? act() : null;
  }

  #judge(step: Step, outcome: StepOutcome): Halt | null {
    switch (outcome.kind) {
      case 'next':
        this.#cursor += 1;
        this.#moves.clear();
        return null;
      case 'again': {
        const tries = (this.#tries.get(step.id) ?? 0) + 1;
        this.#tries.set(step.id, tries);
        if (tries >= limits.tries) return halt('unknown-screen', `${step.id}: ${outcome.note}`).halt;
        this.#cursor = this.#firstOn(step);
        return null;
      }
      case 'halt':
        return this.#judgeHalt(outcome.halt);
    }
  }

  /** Where a step did not lead on, the page may be another one of its kind by now: whose it is is proven anew. */
  #firstOn({ on }: Step): number {
    const screens = on.join(' ');
    const first = this.#steps.findIndex((step) => step.on.join(' ') === screens);
    return Math.min(first, this.#cursor);
  }

  /** A page of another subject may only mean that somebody led the phone elsewhere on the way: the walk begins anew once. */
  #judgeHalt(end: Halt): Halt | null {
    const isNowhere = end.code === 'group-not-found' || end.seems === 'group-not-found';
    if (end.code !== 'changed-meanwhile') return isNowhere ? (this.#mismatch ?? end) : end;
    if (this.#mismatch !== null) return end;
    this.#mismatch = end;
    this.#cursor = 0;
    return null;
  }

  /** From a screen that is not the step's. Going back keeps what the way led to; anything else starts it over. */
  async #approach(step: Step, look: ScreenLook): Promise<Halt | null> {
    const way = this.#wayTo(look.screen, step.on);
    if (way?.every((move) => move.do === 'back') === true) return this.#move(way, look);
    const earlier = this.#steps.findIndex((each) => each.on.includes(look.screen) && this.#isDue(each));
    const isEarlier = earlier >= 0 && earlier < this.#cursor;
    if (this.#cursor > 0) {
      this.#surprises += 1;
      if (this.#surprises > limits.surprises)
        return halt('interrupted-by-person', `the screen keeps changing: ${look.screen}`).halt;
      this.#cursor = isEarlier ? earlier : 0;
      return null;
    }
    return this.#move(way, look);
  }

  #wayTo(from: string, screens: readonly string[]): readonly Move[] | null {
    const { app } = this.#deps.state.options.playbook;
    const ways = screens.flatMap((screen) => {
      const way = findWay(app, from, screen, this.#deadMoves);
      return way === null ? [] : [way];
    });
    return ways.toSorted((left, right) => left.length - right.length)[0] ?? null;
  }

  async #move(way: readonly Move[] | null, look: ScreenLook): Promise<Halt | null> {
    const [move] = way ?? [];
    if (move === undefined) return halt('unknown-screen', `no way on from ${look.screen}`).halt;
    const count = (this.#moves.get(move) ?? 0) + 1;
    if (count > limits.moves) {
      this.#deadMoves.add(move);
      return null;
    }
    return this.#paced({ kind: 'move', move, look }, () => {
      this.#moves.set(move, count);
      return this.#noteMove(move, look);
    });
  }

  #noteMove(move: Move, look: ScreenLook): Promise<Halt | null> {
    const head = { step: `${look.screen}→${move.to}`, screen: look.screen, confidence: move.confidence };
    const { log } = this.#deps;
    return log.note(
      head,
      () => this.#make(move, look),
      (end) => (end === null ? { outcome: 'done' } : { outcome: 'failed', note: `${end.code}: ${end.note}` }),
    );
  }

  async #make(move: Move, look: ScreenLook): Promise<Halt | null> {
    const { view, state } = this.#deps;
    if (move.do === 'scroll-up') return scrollPage(view, look.page, 'up');
    const made = move.do === 'back' ? await view.press('BACK') : await this.#tap(move, look);
    if (made === null) return null;
    if (!made.ok) return haltOn(made.error).halt;
    const arrived = await view.waitFor((each) => each.kind === 'screen' && each.screen !== look.screen, budgets.pageMs);
    if (move.do === 'tap' && arrived.kind === 'screen' && arrived.screen !== look.screen)
      state.atTop.add(arrived.screen);
    else if (arrived.kind === 'screen') state.atTop.delete(arrived.screen);
    return null;
  }

  /** Null when there is nothing to tap: the move is not tried again. */
  async #tap(move: Move, look: ScreenLook): Promise<Awaited<ReturnType<RecoveryDeps['view']['tap']>> | null> {
    const { view, state } = this.#deps;
    const located = await locate(view, {
      target: state.target(move),
      screens: [look.screen],
      steadyMs: 0,
      withinMs: budgets.viewMs / 2,
      isScrolledFor: false,
      atOnce: null,
    });
    if (located.kind === 'left' || located.kind === 'halt') return null;
    const point = located.kind === 'found' ? tapPointOf(located.node, located.page) : null;
    if (point !== null) return view.tap(point);
    this.#deadMoves.add(move);
    return null;
  }
}
