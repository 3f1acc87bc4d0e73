import { runPlaybook } from '../../../electron/automation/engine/run-playbook.ts';
import type { PlaybookResult, RunOptions } from '../../../electron/automation/engine/run-ports.ts';
import { succeed } from '../../../electron/contract/outcome.ts';
import { HurriedClock } from '../hurried-clock.ts';
import type { PaperPhone } from './paper-phone.ts';
import { messengerApp, shippedPlaybooks } from './shipped-playbooks.ts';

export const newName = '新家长群😀';

/** The shipped playbook on a paper phone in `auto`, rehearsed, with a gate that is open; everything else as a test wants it. */
export async function rename(phone: PaperPhone, options: Partial<RunOptions> = {}): Promise<PlaybookResult> {
  const playbook = shippedPlaybooks.find(messengerApp, 'rename-group');
  if (playbook === null) throw new Error('the playbook has problems');
  const clock = new HurriedClock();
  return runPlaybook({
    driver: phone,
    playbook,
    purpose: 'run',
    variables: { groupName: '家长群', newName },
    mode: 'auto',
    phone: { isVirtual: true, appVersion: '8.0.40' },
    isRehearsed: true,
    commit: { ask: async () => succeed('go') },
    operator: { commitByHand: async () => succeed('given-up') },
    evidence: { save: async () => succeed('picture') },
    pictures: null,
    language: 'zh-CN',
    observe: () => undefined,
    clock,
    machineClock: clock,
    signal: new AbortController().signal,
    ...options,
  });
}
