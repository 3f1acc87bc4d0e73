import { fail, type Fault, type Outcome } from '../../contract/outcome.ts';

export interface BatchResults {
  readonly results: { phoneId: string; error: Fault | null }[];
}

/**
 * Does one thing on many phones at once; every phone asked for is answered exactly once with its own result, in the
 * order of asking. An act that throws is a bug and fails the batch.
 */
export async function runBatch(
  phoneIds: readonly string[],
  act: (phoneId: string) => Promise<Outcome<unknown>>,
): Promise<BatchResults> {
  const results = [...new Set(phoneIds)].map(async (phoneId) => {
    const outcome = await act(phoneId);
    return { phoneId, error: outcome.ok ? null : outcome.error };
  });
  return { results: await Promise.all(results) };
}

/** What is answered for an id that no phone has. */
export function unknownPhone(phoneId: string): { ok: false; error: Fault } {
  return fail('phone-not-found', 'no such phone', { phoneId });
}
