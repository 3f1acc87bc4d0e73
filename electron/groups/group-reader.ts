import { ScreenReader } from '../automation/screen-reader.ts';
import type { KeyName, LockReading, PhoneShell } from '../automation/screen-reader.ts';
import { fail, succeed } from '../contract/outcome.ts';
import type { Fault, Outcome } from '../contract/outcome.ts';
import { messengerPackage } from '../devices/health/compound-poll.ts';
import { pause } from '../runtime/clock.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { decideStep, walkStart } from './group-list-walk.ts';
import type { WalkStep } from './group-list-walk.ts';
import type { ListedGroups } from './group-store.ts';
import { messengerStartPage } from './messenger-screen.ts';

export interface GroupReaderDeps {
  readonly link: PhoneShell;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

const settleMs = 250;
const launchMs = 800;
/** Slow enough that the list stops with the finger instead of running on. */
const swipeDurationMs = 900;
const walkTimeoutMs = 5 * 60_000;

/**
 * Walks one phone's messenger to its list of saved groups, reads it to the end and leaves the phone on its home
 * screen, also after a failure. It reads and changes nothing. Faults: `screen-locked`, `messenger-missing`,
 * `ui-tree-empty`, `ui-tree-blocked`, `ui-not-idle`, `ui-unexpected-screen`, `input-not-permitted`, `timeout`, and
 * whatever the phone's link says.
 */
export async function readGroupList(deps: GroupReaderDeps): Promise<Outcome<ListedGroups>> {
  const screen = new ScreenReader(deps);
  const awake = await wake(screen);
  if (!awake.ok) return awake;
  const installed = await screen.isInstalled(messengerPackage);
  if (!installed.ok) return installed;
  if (!installed.value) return fail('messenger-missing', 'the messenger is not installed');
  const walked = await walk(screen, deps);
  const left = await screen.press('HOME');
  if (!left.ok) deps.logger.warn('home-not-reached', { code: left.error.code });
  return walked;
}

/** Wakes the phone and opens a lock screen that asks for nothing; one that asks for something is never touched. */
async function wake(screen: ScreenReader): Promise<Outcome<null>> {
  const before = await screen.lock();
  if (!before.ok) return before;
  const awake = before.value.isScreenOn === true ? before : await pressAndLook(screen, 'WAKEUP');
  if (!awake.ok) return awake;
  const isOpenable = awake.value.isKeyguardShowing === true && awake.value.isKeyguardSecure === false;
  const opened = isOpenable ? await pressAndLook(screen, 'MENU') : awake;
  if (!opened.ok) return opened;
  return opened.value.isKeyguardShowing === true ? fail('screen-locked', 'the lock screen is showing') : succeed(null);
}

async function pressAndLook(screen: ScreenReader, key: KeyName): Promise<Outcome<LockReading>> {
  const pressed = await screen.press(key);
  return pressed.ok ? screen.lock() : pressed;
}

async function walk(screen: ScreenReader, deps: GroupReaderDeps): Promise<Outcome<ListedGroups>> {
  const { clock, signal } = deps;
  const endAt = clock.monotonic() + walkTimeoutMs;
  let state = walkStart;
  let acted: Outcome<null> = await screen.launch(messengerStartPage);
  while (acted.ok) {
    if (signal.aborted) return fail('aborted', 'the walk was given up');
    if (clock.monotonic() > endAt) return fail('timeout', 'the walk took too long', { timeoutMs: walkTimeoutMs });
    await pause(clock, settleMs, signal);
    const tree = await screen.dump();
    if (!tree.ok) return { ok: false, error: await explain(screen, tree.error) };
    const decision = decideStep(state, tree.value);
    state = decision.state;
    const { step } = decision;
    if (step.kind === 'finish') return succeed(step.listed);
    if (step.kind === 'stop') return { ok: false, error: await explain(screen, step.fault) };
    acted = await act(screen, step, deps);
  }
  return acted;
}

async function act(
  screen: ScreenReader,
  step: Exclude<WalkStep, { kind: 'finish' | 'stop' }>,
  deps: GroupReaderDeps,
): Promise<Outcome<null>> {
  switch (step.kind) {
    case 'tap':
      return screen.tap(step.point);
    case 'swipe':
      return screen.swipe(step.from, step.to, swipeDurationMs);
    case 'back':
      return screen.press('BACK');
    case 'launch':
      await pause(deps.clock, launchMs, deps.signal);
      return screen.launch(messengerStartPage);
    case 'wait':
      await pause(deps.clock, settleMs, deps.signal);
      return succeed(null);
  }
}

/** A phone that locked itself on the way shows some other screen: the lock is then what the operator must hear of. */
async function explain(screen: ScreenReader, fault: Fault): Promise<Fault> {
  if (fault.code !== 'ui-unexpected-screen' && fault.code !== 'ui-tree-empty') return fault;
  const lock = await screen.lock();
  if (!lock.ok) return fault;
  const isLocked = lock.value.isKeyguardShowing === true || lock.value.isScreenOn === false;
  return isLocked ? fail('screen-locked', 'the phone locked itself on the way').error : fault;
}
