import type { Finding, JudgedAct } from './judged-act.ts';

const outbound: ReadonlySet<string> = new Set([
  'friend_add_outbound',
  'proactive_private_chat_contacts',
  'moments_post',
  'group_join',
  'group_create',
]);

/** What the account may not do as it stands, whatever it has used up. */
export function standingBreaches(judged: JudgedAct): Finding[] {
  const { act, sop, own } = judged;
  const found: Finding[] = [];
  const { execution } = sop.actions[act.action] ?? { execution: 'human_only' };
  if (execution === 'human_only' && act.by === 'engine') found.push({ rule: 'human-only', detail: act.action });
  if (own.isClosed) found.push({ rule: 'cooldown', detail: 'by our own count' });
  return [...found, ...limitBreaches(judged), ...toolBreaches(judged)];
}

function limitBreaches({ act, sop, standing }: JudgedAct): Finding[] {
  const isAssisted = sop.actions[act.action]?.execution === 'assisted';
  const found: Finding[] = [];
  for (const { scope, effect, signalId, untilAt } of standing.limits) {
    if (untilAt !== null && act.at >= untilAt) continue;
    if (scope !== 'all' && !scope.includes(act.action)) continue;
    const isClosing =
      effect === 'suspended' ||
      (effect === 'closed' && (scope !== 'all' || isAssisted || outbound.has(act.action))) ||
      (effect === 'half' && act.action === 'group_message_campaign');
    if (!isClosing) continue;
    const rule = effect === 'suspended' ? 'suspended' : effect === 'closed' ? 'cooldown' : 'warning-closed';
    found.push({ rule, detail: signalId ?? 'silent days' });
  }
  return found;
}

/** A tool is for some stages and conditions; of two that do the same the least strict counts. */
function toolBreaches({ act, sop, stage, standing, own, group }: JudgedAct): Finding[] {
  const tools = Object.values(sop.tool_gates).filter(({ action }) => action === act.action);
  if (tools.length === 0) return [];
  const placeOf = (id: string): number => sop.stages.findIndex((one) => one.id === id);
  const least = Math.min(...tools.map((tool) => placeOf(tool.min_stage)));
  const found: Finding[] = [];
  if (stage < least) found.push({ rule: 'tool-stage', detail: `S${stage} below S${least}` });
  const mosts = tools.map((tool) => tool.max_batch ?? Number.POSITIVE_INFINITY);
  if (act.amount > Math.max(...mosts)) found.push({ rule: 'over-batch', detail: `${act.amount}` });
  const role = group?.ownRole ?? 'none';
  const isFit = act.groupId === null || tools.some(({ role_in_group: fit }) => fit === undefined || fit.includes(role));
  if (!isFit) found.push({ rule: 'role-missing', detail: role });
  const isOn = ({ scope, untilAt, effect }: (typeof standing.limits)[number]): boolean =>
    effect === 'half' && (untilAt === null || act.at < untilAt) && (scope === 'all' || scope.includes(act.action));
  const isWarned = own.isHalved || standing.limits.some(isOn);
  if (isWarned && !tools.some(({ health }) => health.includes('warning')))
    found.push({ rule: 'tool-health', detail: 'in a warning' });
  return found;
}
