import type { Outcome } from '../contract/outcome.ts';
import type { Store } from '../store/store.ts';
import type { AuditNote, AuditPort } from './audit-log.ts';

export interface AuditedActDeps {
  readonly store: Store;
  readonly audit: AuditPort;
}

/**
 * Does something that cannot be undone between two lines of the log: `asked` before it, so that nothing happens that the
 * log cannot hold (a full disk refuses the act), and `done` or `failed` with the error code after it. When the console
 * dies in between, the lone `asked` says that the result is not known.
 */
export async function runAudited<T>(
  deps: AuditedActDeps,
  note: AuditNote,
  work: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const asked = append(deps, { ...note, params: { ...note.params, step: 'asked' } });
  if (!asked.ok) return asked;
  const outcome = await work();
  noteOutcome(deps, note, outcome);
  return outcome;
}

/** The line after an act that changes nothing lasting: what came of it. A log that cannot be written does not undo it. */
export function noteOutcome(deps: AuditedActDeps, note: AuditNote, outcome: Outcome<unknown>): void {
  const result = outcome.ok ? { step: 'done' } : { step: 'failed', error: outcome.error.code };
  append(deps, { ...note, params: { ...note.params, ...result } });
}

function append({ store, audit }: AuditedActDeps, note: AuditNote): Outcome<unknown> {
  return store.write(() => audit.append(note));
}
