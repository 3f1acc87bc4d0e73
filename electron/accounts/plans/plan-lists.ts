import {
  actionIds,
  attemptEnds,
  groupActionIds,
  outboundActionIds,
  type ActionId,
  type AttemptEnd,
  type ClosedWord,
  type ConditionEffect,
  type Plan,
  type Scope,
} from './plan.ts';
import type { Said } from './phrases.ts';

/** Rules whose words hold lists: scopes, effects of conditions, what counts. */

const scopeWords: Readonly<Record<string, Scope>> = {
  all: { kind: 'all' },
  'all write actions': { kind: 'all' },
  'group_*': { kind: 'actions', actions: groupActionIds },
  'that tool': { kind: 'same-tool' },
  'queue of the phone': { kind: 'phone-queue' },
};

export const scopeForms = [...Object.keys(scopeWords), ...actionIds].join(' | ');

export function readScope(word: string): Said<Scope> {
  const named = Object.entries(scopeWords).find(([key]) => key === word)?.[1];
  if (named !== undefined) return { rule: named };
  const action = actionIds.find((id) => id === word);
  return action === undefined ? { unknown: word } : { rule: { kind: 'actions', actions: [action] } };
}

export const windowScopeForms = ['all write actions', 'group_*', ...actionIds].join(' | ');

/** What a window can be about: actions, whatever happened. */
export function readWindowScope(word: string): Said<Scope> {
  const scope = readScope(word);
  if ('unknown' in scope) return scope;
  return scope.rule.kind === 'all' || scope.rule.kind === 'actions' ? scope : { unknown: word };
}

/** A word, or the list of actions where no word says it. */
export function writeScope(scope: Scope, wordForAll: 'all' | 'all write actions'): string | readonly ActionId[] {
  switch (scope.kind) {
    case 'all':
      return wordForAll;
    case 'same-tool':
      return 'that tool';
    case 'phone-queue':
      return 'queue of the phone';
    case 'actions':
      if (scope.actions.join(' ') === groupActionIds.join(' ')) return 'group_*';
      return scope.actions.length === 1 && wordForAll === 'all' ? (scope.actions[0] ?? []) : scope.actions;
  }
}

/** The actions of a scope that can be named without knowing what happened; all of them where it depends on that. */
export function actionsOf(scope: Scope): readonly ActionId[] {
  return scope.kind === 'actions' ? scope.actions : actionIds;
}

type Effect = Pick<ConditionEffect, 'capFactor' | 'closes'>;
/** What is said of a condition that changes nothing. */
export const plainEffect = 'caps of the stage';
export const noEffect: Effect = { capFactor: 1, closes: [] };
const factorPattern = /^caps x (0(?:\.\d{1,3})?|1), rounded down$/;
const closedPattern = /^closed: (.+)$/;
const allClosed = 'all write actions';

export const effectForms = `${plainEffect} | caps x N, rounded down | closed: ${allClosed} | closed: assisted, outbound, ACTION`;

/** Reads `caps of the stage`, or what is done to them, joined by semicolons. */
export function readEffect(text: string): Said<Effect> {
  if (text.trim() === plainEffect) return { rule: noEffect };
  let capFactor = 1;
  const closes: ClosedWord[] = [];
  for (const part of text.split(';').map((each) => each.trim())) {
    const factor = factorPattern.exec(part)?.[1];
    const list = closedPattern.exec(part)?.[1];
    if (factor !== undefined) capFactor = Number(factor);
    else if (list === undefined) return { unknown: part };
    for (const word of list?.split(',') ?? []) {
      const closed = closedWordOf(word.trim());
      if (closed === null) return { unknown: word.trim() };
      closes.push(closed);
    }
  }
  return { rule: { capFactor, closes } };
}

export function writeEffect({ capFactor, closes }: Effect): string {
  const closed = closes.map((word) => (word === 'all' ? allClosed : word)).join(', ');
  const parts = [
    ...(capFactor === 1 ? [] : [`caps x ${capFactor}, rounded down`]),
    ...(closed === '' ? [] : [`closed: ${closed}`]),
  ];
  return parts.length === 0 ? plainEffect : parts.join('; ');
}

function closedWordOf(word: string): ClosedWord | null {
  if (word === allClosed) return 'all';
  if (word === 'assisted' || word === 'outbound') return word;
  return actionIds.find((action) => action === word) ?? null;
}

/** Which actions a condition closes, by name. */
export function closedActionsOf(plan: Pick<Plan, 'actions'>, closes: readonly ClosedWord[]): ReadonlySet<ActionId> {
  return new Set(closes.flatMap((word) => actionsOfWord(plan, word)));
}

function actionsOfWord({ actions }: Pick<Plan, 'actions'>, word: ClosedWord): readonly ActionId[] {
  switch (word) {
    case 'all':
      return actionIds;
    case 'assisted':
      return actionIds.filter((action) => actions[action].execution === 'assisted');
    case 'outbound':
      return outboundActionIds;
    default:
      return [word];
  }
}

const countsStart = 'reached the phone:';
export const countsForms = `${countsStart} ${attemptEnds.join(', ')}`;

/** All ends of an attempt must be counted: whoever leaves one out would have it for nothing. */
export function readCounts(text: string): Said<readonly AttemptEnd[]> {
  if (!text.startsWith(countsStart)) return { unknown: text };
  const words = text
    .slice(countsStart.length)
    .split(',')
    .map((word) => word.trim());
  const stranger = words.find((word) => !attemptEnds.some((end) => end === word));
  if (stranger !== undefined) return { unknown: stranger };
  return attemptEnds.every((end) => words.includes(end)) ? { rule: attemptEnds } : { unknown: text };
}

export function writeCounts(counts: readonly AttemptEnd[]): string {
  return `${countsStart} ${counts.join(', ')}`;
}
