import type { Finding, JudgedAct } from './judged-act.ts';
import { closes } from './own-account.ts';

/** What the account may not do as it stands, whatever it has used up. */
export function standingBreaches(judged: JudgedAct): Finding[] {
  const { act, sop } = judged;
  const found: Finding[] = [];
  const { execution } = sop.actions[act.action] ?? { execution: 'human_only' };
  if (execution === 'human_only' && act.by === 'engine') found.push({ rule: 'human-only', detail: act.action });
  if (judged.isSilent) found.push({ rule: 'silent-days', detail: 'it began anew' });
  return [...found, ...spanBreaches(judged), ...toolBreaches(judged)];
}

/** In a warning: every cap is half of what it is. */
export function isHalved({ act, sop, spans }: JudgedAct): boolean {
  return spans.some((span) => closes(span, act.action, sop) === 'half');
}

function spanBreaches({ act, sop, spans }: JudgedAct): Finding[] {
  return spans.flatMap((span) => {
    const effect = closes(span, act.action, sop);
    const detail = span.signalId;
    if (effect === 'suspended') return [{ rule: 'suspended', detail }];
    if (effect === 'closed') return [{ rule: 'cooldown', detail }];
    return act.action === 'group_message_campaign' ? [{ rule: 'warning-closed', detail }] : [];
  });
}

/** A tool is for some stages and conditions; of two that do the same the least strict counts. */
function toolBreaches(judged: JudgedAct): Finding[] {
  const { act, sop, stage, group } = judged;
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
  if (isHalved(judged) && !tools.some(({ health }) => health.includes('warning')))
    found.push({ rule: 'tool-health', detail: 'in a warning' });
  return found;
}
