import type { Fault } from '@contract/outcome.ts';
import type { PlanProblem } from '@contract/plan-problems.ts';
import type { ProcedureOutput } from '@contract/procedures.ts';
import { useEffect, useMemo, useState } from 'react';
import { useConsole } from '../../stores/use-console.ts';
import { kindOfChange, type ChangeKind, type DiffRow } from './model/change-looks.ts';
import type { PlanDraft } from './model/plan-draft.ts';

export type Checked = ProcedureOutput<'plans.preview'>;

/** What the last check says of each rule. */
export interface PlanMarks {
  readonly beyond: ReadonlySet<string>;
  readonly problemsAt: ReadonlyMap<string, PlanProblem>;
  readonly changesAt: ReadonlyMap<string, { readonly row: DiffRow; readonly kind: ChangeKind }>;
}

export interface PlanCheck {
  /** The last answer. */
  readonly value: Checked | null;
  readonly fault: Fault | null;
  /** The text has changed since. */
  readonly isBehind: boolean;
  /** The same object until another answer comes. */
  readonly marks: PlanMarks;
}

/** After the last key: reading a plan takes the console some hundredths of a second. */
const pauseMs = 350;

interface Settled {
  readonly revision: number;
  readonly value: Checked | null;
  readonly fault: Fault | null;
}

/** Has the console read the text whenever nothing was typed for a moment. */
export function usePlanCheck(
  draft: PlanDraft,
  before: { readonly templateId: string; readonly version: number },
  revision: number,
): PlanCheck {
  const { client } = useConsole();
  const { templateId, version } = before;
  const [settled, setSettled] = useState<Settled | null>(null);
  useEffect(() => {
    let isStale = false;
    const check = async (): Promise<void> => {
      const input = { text: draft.text, accountId: null, before: { templateId, version } };
      const answer = await client.ask('plans.preview', input);
      if (isStale) return;
      setSettled((last) =>
        answer.ok
          ? { revision, value: answer.value, fault: null }
          : { revision, value: last?.value ?? null, fault: answer.error },
      );
    };
    const timer = window.setTimeout(() => void check(), revision === 0 ? 0 : pauseMs);
    return () => {
      isStale = true;
      window.clearTimeout(timer);
    };
  }, [client, draft, revision, templateId, version]);
  const value = settled?.value ?? null;
  const marks = useMemo(() => marksOf(value), [value]);
  return { value, fault: settled?.fault ?? null, isBehind: settled?.revision !== revision, marks };
}

function marksOf(value: Checked | null): PlanMarks {
  const beyond = new Set(value?.beyond);
  const problems = (value?.problems ?? []).toReversed().map((problem) => [problem.path, problem] as const);
  const changes = (value?.diff ?? []).map((row) => [row.path, { row, kind: kindOfChange(row, beyond) }] as const);
  return { beyond, problemsAt: new Map(problems), changesAt: new Map(changes) };
}
