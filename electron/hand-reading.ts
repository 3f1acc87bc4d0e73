import type { Automation } from './automation/automation.ts';
import type { DriverLink } from './automation/drivers/driver-link.ts';
import type { PlaybookResult } from './automation/engine/run-ports.ts';
import type { PlaybookResultCode } from './contract/automation.ts';
import { errorCodeSchema, fail, succeed, type ErrorCode, type Outcome } from './contract/outcome.ts';
import type { Phone } from './contract/phones.ts';
import type { ListedGroups } from './groups/group-store.ts';

/**
 * Reads the groups that a phone's messenger lists, for an operator who clicked and waits. Faults: `screen-locked`,
 * `messenger-missing`, `ui-tree-blocked`, `ui-unexpected-screen` (with what was seen), `timeout`, `aborted`, and whatever the
 * phone's own layer says.
 */
export async function readListByHand(
  automation: Automation,
  phone: Phone,
  link: DriverLink,
  signal: AbortSignal,
): Promise<Outcome<ListedGroups>> {
  const read = await automation.run('read-group-list', {
    purpose: 'run',
    variables: {},
    phone,
    link,
    mode: 'auto',
    commit: { ask: async () => fail('commit-refused', 'reading commits nothing') },
    operator: { commitByHand: async () => fail('commit-refused', 'reading asks nobody') },
    signal,
  });
  if (!read.ok) return read;
  const list = read.value.lists['groups'];
  if (read.value.state !== 'done' || list === undefined) return explain(read.value);
  return succeed({ names: list.items, listedCount: list.statedCount, isComplete: list.isComplete });
}

const faultCodes: { readonly [code in PlaybookResultCode]?: ErrorCode } = {
  'screen-locked': 'screen-locked',
  'messenger-missing': 'messenger-missing',
  'tree-blocked': 'ui-tree-blocked',
  timeout: 'timeout',
  aborted: 'aborted',
};

/** What the phone's own layer said is nearer to the cause than what the run made of it. */
function explain({ code, note, faultCode }: PlaybookResult): Outcome<never> {
  const own = errorCodeSchema.safeParse(faultCode);
  const known = own.success ? own.data : faultCodes[code];
  return fail(known ?? 'ui-unexpected-screen', note, { reason: code });
}
