import { nameTokens, type Numbering, type RenameRule } from '@contract/group-rename.ts';

export const ruleKinds = ['template', 'replace', 'affix', 'table'] as const;
export type RuleKind = (typeof ruleKinds)[number];

export const firstNumbering: Numbering = { start: 1, step: 1, padding: 2, order: 'name' };

/** What a way of renaming begins with. */
export function draftOf(kind: RuleKind): RenameRule {
  switch (kind) {
    case 'template':
      return { kind, template: `{${nameTokens[0]}}{${nameTokens[1]}}`, theme: '', numbering: firstNumbering };
    case 'replace':
      return { kind, find: '', replacement: '' };
    case 'affix':
      return { kind, prefix: '', suffix: '' };
    case 'table':
      return { kind, names: {} };
  }
}

export const firstRule = draftOf('template');

/** A rule that says nothing yet is not asked about. */
export function isFilled(rule: RenameRule): boolean {
  switch (rule.kind) {
    case 'template':
      return rule.template.trim() !== '';
    case 'replace':
      return rule.find !== '';
    case 'affix':
      return rule.prefix !== '' || rule.suffix !== '';
    case 'table':
    case 'restore':
      return Object.keys(rule.names).length > 0;
  }
}

/** With a group's new name; an empty one leaves the group as it is. */
export function withName(
  names: Readonly<Record<string, string>>,
  groupId: string,
  name: string,
): Record<string, string> {
  const others = Object.entries(names).filter(([other]) => other !== groupId);
  return Object.fromEntries(name === '' ? others : [...others, [groupId, name]]);
}
