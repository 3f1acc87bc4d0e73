import type { Verification } from '../../contract/automation.ts';
import type { UiNode } from '../hierarchy.ts';
import type { ReadBack } from '../playbooks/playbook-schema.ts';
import { textOf } from '../selectors/labels.ts';
import { halt, type Halt } from './reached.ts';
import type { Look } from './recognition.ts';
import { isCut, rowValueOf } from './row-value.ts';
import type { RunState } from './run-state.ts';
import { isAlike } from './step-readings.ts';

/** What one look says about the result of a commit. */
export type ResultReading =
  | { readonly kind: 'proven'; readonly verifiedBy: Verification }
  /** The messenger says itself that it did not do it. */
  | { readonly kind: 'refused'; readonly halt: Halt }
  | { readonly kind: 'open' };

/** Reads the result of a commit from what is on the screen. A tapped button proves nothing; only these do. Pure. */
export function readResult(state: RunState, look: Look): ResultReading {
  if (look.kind === 'interrupted') {
    const { id, meaning, code = 'unknown-screen' } = look.interruption;
    const isRefusal = meaning === 'stop-item' || meaning === 'cooldown';
    if (!isRefusal) return { kind: 'open' };
    return {
      kind: 'refused',
      halt: halt(code, `the messenger says: ${id}`, { isCooldown: meaning === 'cooldown' }).halt,
    };
  }
  if (look.kind !== 'screen') return { kind: 'open' };
  const proof = state.options.playbook.act.readBack.find((entry) => isProof(state, entry, look));
  return proof === undefined ? { kind: 'open' } : { kind: 'proven', verifiedBy: proof.verifies };
}

/** What a page that the result is read from says, whatever that is; null where no such page is there, or it does not show all of it. */
export function readPresent(state: RunState, look: Look): string | null {
  if (look.kind !== 'screen') return null;
  const { readBack } = state.options.playbook.act;
  const rows = readBack.filter(({ on, row }) => row !== undefined && on.includes(look.screen));
  const values = rows.map((entry) => {
    const hit = state.target(entry)(look.page);
    return hit.kind === 'one' ? rowValueOf(hit.node, look.page) : null;
  });
  return values.find((value) => value !== null && !isCut(value)) ?? null;
}

function isProof(state: RunState, entry: ReadBack, look: Extract<Look, { kind: 'screen' }>): boolean {
  if (!entry.on.includes(look.screen)) return false;
  const hit = state.target(entry)(look.page);
  if (hit.kind !== 'one') return false;
  if (entry.says !== undefined) return isSaid(state, entry.says, hit.node);
  if (entry.row === undefined) return true;
  const value = rowValueOf(hit.node, look.page);
  if (value === null || !isAlike(value, state.fill(entry.row, false))) return false;
  const { present } = state.options.playbook.act;
  if (present !== undefined) state.values.set(present, value);
  return true;
}

function isSaid(state: RunState, { match, reads }: NonNullable<ReadBack['says']>, node: UiNode): boolean {
  const said = new RegExp(state.fill(match, true), 'u').exec(textOf(node))?.[1];
  return said !== undefined && isAlike(said, state.fill(reads, false));
}
