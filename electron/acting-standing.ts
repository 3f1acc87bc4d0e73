import { judgeStanding, type ActingStanding } from './groups/rename/acting-standing.ts';
import type { StandingOf } from './groups/rename/rename-desk.ts';
import type { AccountModes, Gate } from './jobs/gate.ts';

export interface ActingGround {
  readonly gate: Pick<Gate, 'ask'>;
  readonly modes: Pick<AccountModes, 'modeOf' | 'isElsewhere'>;
  readonly isConnected: (phoneId: string) => boolean;
  readonly now: () => number;
}

/**
 * How own accounts stand to renaming groups through their views: by phone, mode and plan. One answer serves all groups in which an account
 * has a role of its own; where it has none, the plan's tool may refuse it in that very group.
 */
export function standingsToRename(ground: ActingGround): StandingOf {
  const known = new Map<string, ActingStanding>();
  return ({ phoneId, accountId, role }, groupId) => {
    const askedGroup = role === 'owner' || role === 'admin' ? null : groupId;
    const key = JSON.stringify([accountId, phoneId, askedGroup]);
    const standing = known.get(key) ?? standingOf(ground, { accountId, phoneId, groupId: askedGroup });
    known.set(key, standing);
    return standing;
  };
}

function standingOf(
  { gate, modes, isConnected, now }: ActingGround,
  who: { readonly accountId: string; readonly phoneId: string; readonly groupId: string | null },
): ActingStanding {
  const { accountId, phoneId } = who;
  if (modes.isElsewhere(accountId, phoneId)) return { standing: 'away', held: null };
  const mode = modes.modeOf(accountId, phoneId);
  const answer = gate.ask({ ...who, action: 'rename-group', amount: 1, mode: mode ?? 'auto', now: now() });
  return judgeStanding({ isHere: isConnected(phoneId), hasMode: mode !== null, answer });
}
