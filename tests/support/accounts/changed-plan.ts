import type { DeskBench } from './desk-bench.ts';

/** The shipped plan with another number of renames a day in S4. */
export function changedPlan(bench: DeskBench, perDay: number, id = 'own'): string {
  const text = bench.desk.ground.shelf.shippedText;
  const { planId } = bench.desk.ground.shelf.shipped;
  let seen = 0;
  const lines = text.replace(`id: ${planId}`, `id: ${id}`).split('\n');
  const stage = lines.findIndex((line) => line.includes('id: S4'));
  const next = lines.map((line, index) => {
    if (index < stage || seen > 0 || !line.includes('group_rename:')) return line;
    seen += 1;
    return line.replace(/per_day: \d+/u, `per_day: ${perDay}`);
  });
  return next.join('\n');
}
