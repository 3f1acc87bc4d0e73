import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { parseSetting } from '../health/tools/settings-value.ts';
import type { PhoneLink } from '../sessions/phone-link.ts';
import { quote } from '../shell-quote.ts';
import type { ChargeSetting } from './charge-support.ts';

const timeoutMs = 10_000;

/**
 * Whether the phone limits its charging, as its own setting says; null for a value that is neither. `charge-limit-unavailable` when the phone does not know
 * the setting at all.
 */
export async function readChargeLimit(
  link: PhoneLink,
  { namespace, key, on, off }: ChargeSetting,
  signal: AbortSignal,
): Promise<Outcome<boolean | null>> {
  const answer = await link.shell(`settings get ${namespace} ${quote(key)}`, { timeoutMs, signal });
  if (!answer.ok) return answer;
  const value = parseSetting(answer.value.stdout);
  if (value === null) return fail('charge-limit-unavailable', 'the phone has no such setting', { key });
  if (value === on) return succeed(true);
  return succeed(value === off ? false : null);
}

/** Writes the limit and believes only what is read back: `command-failed` when the phone keeps its old value. */
export async function writeChargeLimit(
  link: PhoneLink,
  { setting, isLimited }: { readonly setting: ChargeSetting; readonly isLimited: boolean },
  signal: AbortSignal,
): Promise<Outcome<boolean | null>> {
  const before = await readChargeLimit(link, setting, signal);
  if (!before.ok || before.value === isLimited) return before;
  const { namespace, key, on, off, offFirst } = setting;
  const first = offFirst === null || !isLimited ? '' : `settings put ${offFirst.namespace} ${quote(offFirst.key)} 0;`;
  const command = `${first}settings put ${namespace} ${quote(key)} ${quote(isLimited ? on : off)}`;
  const written = await link.shell(command, { timeoutMs, signal });
  if (!written.ok) return written;
  const after = await readChargeLimit(link, setting, signal);
  if (!after.ok || after.value === isLimited) return after;
  return fail('command-failed', 'the phone kept its charge setting', { refusal: 'settings-not-permitted' });
}
