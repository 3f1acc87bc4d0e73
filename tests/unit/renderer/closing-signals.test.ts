import { describe, expect, it } from 'vitest';
import type { AccountDetail } from '../../../electron/contract/account-plans.ts';
import { isClosable, isSuspending, wordLacks } from '../../../renderer/features/growth/account/closing-signals.ts';

type Signal = AccountDetail['signals'][number];

const at = Date.UTC(2026, 10, 22, 4);
const open: Signal = {
  signalRowId: 1,
  signalId: 'group_function_restricted',
  tool: null,
  at,
  source: 'operator',
  reportedBy: '王芳',
  note: '',
  isOpen: true,
  closing: null,
};
const closedByOperator: Signal = { ...open, closing: { at: at + 1, by: '王芳', isSupervisor: false, cause: null } };

function lacking(...needs: string[]): AccountDetail['limits'] {
  const limit = { actions: null, effect: 'closed', path: 'health.signals.group_function_restricted' } as const;
  return [{ ...limit, signalId: 'group_function_restricted', sinceAt: at, untilAt: null, needs }];
}

describe('a signal', () => {
  it('can be closed while it is open, and not once it is over', () => {
    expect(isClosable(open, lacking('supervisor'))).toBe(true);
    expect(isClosable({ ...open, isOpen: false }, [])).toBe(false);
  });

  it('can be closed again as long as a word given lacked a supervisor or a cause', () => {
    expect(isClosable(closedByOperator, lacking('supervisor'))).toBe(true);
    expect(isClosable(closedByOperator, lacking('cause-noted'))).toBe(true);
  });

  it('offers nothing where only time, or another entry, ends it', () => {
    expect(isClosable(closedByOperator, lacking('normal-days'))).toBe(false);
    expect(isClosable(closedByOperator, lacking('re-onboarding'))).toBe(false);
  });
});

describe('a word that closes a signal', () => {
  it('lacks a supervisor where one is asked for and an operator speaks', () => {
    expect(wordLacks(['supervisor'], { isSupervisor: false, cause: '' }).supervisor).toBe(true);
    expect(wordLacks(['supervisor'], { isSupervisor: true, cause: '' }).supervisor).toBe(false);
  });

  it('about what suspends lacks a supervisor and a cause, whatever the plan asks for', () => {
    const limits = lacking('manual').map((limit) => ({ ...limit, effect: 'suspended' as const }));
    expect([isSuspending(open, limits), isSuspending(open, lacking('manual'))]).toEqual([true, false]);
    const word = { isSupervisor: false, cause: ' ' };
    expect(wordLacks(['manual'], word, true)).toEqual({ supervisor: true, cause: true });
    expect(wordLacks(['manual'], { isSupervisor: true, cause: '申诉成功' }, true)).toEqual({
      supervisor: false,
      cause: false,
    });
  });

  it('lacks a cause where one is asked for and none is written', () => {
    expect(wordLacks(['cause-noted'], { isSupervisor: true, cause: '  ' }).cause).toBe(true);
    expect(wordLacks(['cause-noted'], { isSupervisor: false, cause: '网络' })).toEqual({
      supervisor: false,
      cause: false,
    });
  });
});
