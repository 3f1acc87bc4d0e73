import { platformRulesVersion } from '../contract/accounts.ts';
import { succeed } from '../contract/outcome.ts';
import type { Handlers } from '../contract/procedures.ts';
import type { Accounts } from './accounts.ts';

export type AccountProcedure = 'accounts.list' | 'accounts.setMode' | 'rules.state' | 'rules.acknowledge';

/** What the page and scripts ask of accounts. */
export function createAccountProcedures(accounts: Accounts): Handlers<AccountProcedure> {
  const rules = () => ({
    version: platformRulesVersion,
    acknowledgedAt: accounts.acknowledgedAt(),
    hasReaders: accounts.hasReaders(),
  });
  return {
    'accounts.list': async () => succeed({ accounts: accounts.list() }),
    'accounts.setMode': async ({ accountId, mode }) => accounts.setMode(accountId, mode),
    'rules.state': async () => succeed(rules()),
    'rules.acknowledge': async ({ version }) => {
      const acknowledged = accounts.acknowledge(version);
      return acknowledged.ok ? succeed(rules()) : acknowledged;
    },
  };
}
