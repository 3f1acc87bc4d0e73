import type { Fault } from '@contract/outcome.ts';
import type { ProcedureOutput } from '@contract/procedures.ts';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useConsole } from '../../../stores/use-console.ts';
import { useGroupVersion } from '../use-group-list.ts';

export type FoundMembers = ProcedureOutput<'groups.findMembers'> & {
  /** What was searched for. */
  readonly text: string;
};

/** `resting`: nothing is asked for; `stopped`: by the operator, before the answer came. */
export type SearchState = 'resting' | 'asking' | 'stopped' | 'failed' | 'answered';

export interface MemberSearch {
  readonly state: SearchState;
  /** The last good answer; kept while the next one is on its way. */
  readonly answer: FoundMembers | null;
  readonly fault: Fault | null;
  readonly stop: () => void;
  readonly again: () => void;
}

/** More fit no eye; the count says how many there are. */
const shownAtMost = 200;
/** Nobody types a name in less. */
const settleMs = 250;

const stoppedByHand: Fault = { code: 'aborted', message: 'the operator stopped the search' };

interface Settled {
  /** The request that this is the end of. */
  readonly request: object;
  readonly answer: FoundMembers | null;
  readonly fault: Fault | null;
}

/** Searches all members for a text once it has rested; a text that takes its place stops the search before. */
export function useMemberSearch(typed: string): MemberSearch {
  const { client } = useConsole();
  const version = useGroupVersion();
  const [round, setRound] = useState(0);
  const text = typed.trim();
  const request = useMemo(() => ({ text, version, round }), [text, version, round]);
  const [settled, setSettled] = useState<Settled | null>(null);
  const caller = useRef<AbortController | null>(null);
  const settle = useCallback((of: object, answer: FoundMembers | null, fault: Fault | null): void => {
    setSettled((before) => ({ request: of, answer: answer ?? before?.answer ?? null, fault }));
  }, []);
  useEffect(() => {
    if (request.text === '') return;
    const own = new AbortController();
    caller.current = own;
    const input = { text: request.text, limit: shownAtMost };
    const ask = async (): Promise<void> => {
      const found = await client.ask('groups.findMembers', input, own.signal);
      if (own.signal.aborted) return;
      if (found.ok) settle(request, { ...found.value, text: request.text }, null);
      else settle(request, null, found.error);
    };
    const timer = setTimeout(() => void ask(), settleMs);
    return () => {
      clearTimeout(timer);
      own.abort();
    };
  }, [client, request, settle]);
  const stop = useCallback((): void => {
    caller.current?.abort();
    settle(request, null, stoppedByHand);
  }, [request, settle]);
  const again = useCallback(() => setRound((before) => before + 1), []);
  const state = stateOf(text, settled?.request === request ? settled : null);
  return { state, answer: settled?.answer ?? null, fault: settled?.fault ?? null, stop, again };
}

function stateOf(text: string, settled: Settled | null): SearchState {
  if (text === '') return 'resting';
  if (settled === null) return 'asking';
  if (settled.fault === null) return 'answered';
  return settled.fault.code === 'aborted' ? 'stopped' : 'failed';
}
