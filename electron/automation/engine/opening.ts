import { halt, type Halt } from './reached.ts';
import { wake } from './waking.ts';
import type { RecoveryDeps } from './recovery.ts';

/** Wakes the phone and brings the messenger to the front. @returns why that cannot be; null when it is there */
export async function openMessenger({ view, state, log }: RecoveryDeps): Promise<Halt | null> {
  const { app, start } = state.options.playbook.app;
  const open = async (): Promise<Halt | null> => {
    const awake = await wake(view);
    if (!awake.ok) return awake.halt;
    const installed = await view.ask((driver) => driver.isInstalled(app));
    if (!installed.ok) return haltOf(installed.error.code, installed.error.message);
    if (!installed.value) return halt('messenger-missing', 'the messenger is not installed').halt;
    const launched = await view.launch(start);
    return launched.ok ? null : haltOf(launched.error.code, launched.error.message);
  };
  return log.note({ step: 'open-messenger', screen: '', confidence: 'A' }, open, (end) =>
    end === null ? { outcome: 'done' } : { outcome: 'failed', note: `${end.code}: ${end.note}` },
  );
}

function haltOf(code: string, message: string): Halt {
  return halt(code === 'aborted' ? 'aborted' : 'phone-fault', `${code}: ${message}`).halt;
}
