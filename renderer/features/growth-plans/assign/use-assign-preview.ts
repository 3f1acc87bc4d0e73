import type { Fault } from '@contract/outcome.ts';
import type { ProcedureOutput } from '@contract/procedures.ts';
import { useEffect, useRef, useState } from 'react';
import { useConsole } from '../../../stores/use-console.ts';
import type { KeptDraft } from '../model/draft-memory.ts';
import { endsAt } from './ends-at.ts';

type Value = ProcedureOutput<'plans.previewAssign'>;

interface Wish {
  readonly name: KeptDraft['from'];
  readonly chosen: ReadonlySet<string>;
  readonly reason: string;
  /** After so many days it ends; null: it does not. */
  readonly days: number | null;
}

export interface AssignPreviewAnswer {
  readonly value: Value | null;
  readonly fault: Fault | null;
  readonly isBehind: boolean;
}

const pauseMs = 300;

/** What the order would change and still takes; asked after a moment without typing. */
export function useAssignPreview({ name, chosen, reason, days }: Wish): AssignPreviewAnswer {
  const { client } = useConsole();
  const { templateId, version } = name;
  const ids = [...chosen].toSorted().join('\n');
  const key = JSON.stringify([templateId, version, ids, reason, days]);
  const [settled, setSettled] = useState<{ key: string; value: Value | null; fault: Fault | null } | null>(null);
  // Days are asked for by what was answered before: the desk's time is known by then.
  const deskNow = useRef<number | null>(null);
  useEffect(() => {
    if (ids === '') return;
    let isStale = false;
    const ask = async (): Promise<void> => {
      const source = { kind: 'template' as const, templateId, version };
      const untilAt = days === null || deskNow.current === null ? null : endsAt(deskNow.current, days);
      const order = { accountIds: ids.split('\n'), source, reason: reason.trim() || null, untilAt };
      const answer = await client.ask('plans.previewAssign', order);
      if (answer.ok) deskNow.current = answer.value.now;
      if (isStale) return;
      setSettled(answer.ok ? { key, value: answer.value, fault: null } : { key, value: null, fault: answer.error });
    };
    const timer = window.setTimeout(() => void ask(), pauseMs);
    return () => {
      isStale = true;
      window.clearTimeout(timer);
    };
  }, [client, templateId, version, ids, reason, days, key]);
  return { value: settled?.value ?? null, fault: settled?.fault ?? null, isBehind: settled?.key !== key };
}
