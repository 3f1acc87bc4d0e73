import { z } from 'zod';

const draftKey = 'jiqun.plan-draft';

/** A plan that was changed and not saved, as it was left. `from`: the template that it was begun from. */
const keptSchema = z.strictObject({
  from: z.strictObject({ templateId: z.string(), version: z.number() }),
  text: z.string().max(200_000),
  at: z.number(),
});
export type KeptDraft = z.infer<typeof keptSchema>;

type Place = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What was not saved outlasts a change of pages, a closed window and a crash. */
export function recallDraft(place: Place): KeptDraft | null {
  const kept = place.getItem(draftKey);
  if (kept === null) return null;
  try {
    return keptSchema.parse(JSON.parse(kept));
  } catch {
    return null;
  }
}

/** Null forgets it. */
export function keepDraft(place: Place, draft: KeptDraft | null): void {
  if (draft === null) place.removeItem(draftKey);
  else place.setItem(draftKey, JSON.stringify(draft));
}
