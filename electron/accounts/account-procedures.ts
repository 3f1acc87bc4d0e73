import { platformRulesVersion } from '../contract/accounts.ts';
import { succeed } from '../contract/outcome.ts';
import type { Handlers } from '../contract/procedures.ts';
import enRules from '../contract/rule-texts/en.json' with { type: 'json' };
import zhRules from '../contract/rule-texts/zh-CN.json' with { type: 'json' };
import type { Settings } from '../contract/settings.ts';
import type { Accounts } from './accounts.ts';

const ruleTexts = { 'zh-CN': zhRules, en: enRules } as const;

export type AccountProcedure = 'accounts.list' | 'accounts.setMode' | 'rules.state' | 'rules.acknowledge';

/** What the page and scripts ask of accounts. */
export function createAccountProcedures(
  accounts: Accounts,
  language: () => Settings['language'],
): Handlers<AccountProcedure> {
  const rules = () => ({
    version: platformRulesVersion,
    acknowledgedAt: accounts.acknowledgedAt(),
    hasReaders: accounts.hasReaders(),
    text: Object.values(ruleTexts[language()]),
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
