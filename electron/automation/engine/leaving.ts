import type { PhoneView } from './phone-view.ts';
import type { RunState } from './run-state.ts';
import { Recovery, type RecoveryDeps } from './recovery.ts';

const mostBacks = 4;

/**
 * Leaves the phone on its home screen. A page that holds what was typed but not saved is left by BACK first, so that
 * nobody saves it by mistake later. Nothing here can fail the run.
 */
export async function leavePhone(deps: RecoveryDeps): Promise<void> {
  const { view, state } = deps;
  if (view.signal.aborted) return;
  if (state.typed.size > 0) await leaveEditor(deps, view, state);
  await view.press('HOME');
}

async function leaveEditor(deps: RecoveryDeps, view: PhoneView, state: RunState): Promise<void> {
  const editors = new Set(state.options.playbook.app.screens.filter(({ editor }) => editor).map(({ id }) => id));
  const recovery = new Recovery(deps);
  for (let backs = 0; backs < mostBacks && !view.signal.aborted; backs++) {
    const look = await view.lookAgain();
    if (look.kind === 'interrupted' && look.interruption.meaning === 'dismiss') {
      if ((await recovery.handle(look)) !== null) return;
      continue;
    }
    if (look.kind !== 'screen' || !editors.has(look.screen)) return;
    const pressed = await view.press('BACK');
    if (!pressed.ok) return;
  }
}
