import { parseDocument } from 'yaml';
import { actionIds, stageIds } from '@contract/plan-ids.ts';
import { valueAt } from './plan-path.ts';

/** The stages of which a zero stands, whoever asks: those that the shipped plan's own rule on loosening names last. */
const lastHardStage = /never a zero of S0-S(\d)/u;

/** Zeros that no plan may loosen, as `S2.group_rename`: for a mark beside them; the console is who refuses. */
export function hardZerosOf(shippedText: string): ReadonlySet<string> {
  const content: unknown = parseDocument(shippedText, { prettyErrors: false }).toJS();
  const rule = valueAt(content, ['counting_rules', 'override']);
  const last = Number(lastHardStage.exec(typeof rule === 'string' ? rule : '')?.[1] ?? -1);
  const zeros = stageIds
    .slice(0, last + 1)
    .flatMap((stage, at) =>
      actionIds
        .filter((action) => valueAt(content, ['stages', at, 'caps', action, 'per_day']) === 0)
        .map((action) => `${stage}.${action}`),
    );
  return new Set(zeros);
}
