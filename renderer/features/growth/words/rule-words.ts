import type { Texts } from '../../../i18n/texts.ts';

/** What is left of a path behind the part that a reader recognised it by. */
type Reader = (texts: Texts, rest: readonly string[], place: Place) => string;

interface Place {
  readonly stage: string;
}

const capWindows = ['per_hour', 'per_day', 'per_week', 'per_month'] as const;

/** A rule of a 养号 plan by its path, in words: `stages.S4.caps.group_rename.per_day` is 「S4 · 改群名 · 每天的上限」. */
export function ruleText(texts: Texts, path: string): string {
  const [root = '', ...rest] = path.split('.');
  return readers[root]?.(texts, rest, { stage: '' }) ?? path;
}

const readers: Readonly<Record<string, Reader>> = {
  account: ({ text }) => text('growth.rule.mode'),
  plan: ({ text }) => text('growth.rule.plan'),
  actions: (texts, [action = '']) => texts.text('growth.rule.execution', { action: actionText(texts, action) }),
  counting_rules: (texts, [part, action]) =>
    part === 'per_group' && action !== undefined
      ? texts.text('growth.rule.per-group', { action: actionText(texts, action) })
      : texts.text('growth.rule.counting'),
  stages: (texts, [stage = '', part = '', ...rest]) =>
    stageParts[part]?.(texts, rest, { stage }) ?? stageText(texts, stage),
  intervals: (texts, [part, action]) =>
    part === 'min_seconds' && action !== undefined
      ? texts.text('growth.rule.gap', { action: actionText(texts, action.replace(/_per_group$/u, '')) })
      : texts.text('growth.rule.batch'),
  rest_windows: (texts, [id = '']) =>
    texts.text('growth.rule.rest', { window: texts.lookUp(`growth.rest.${id}`) ?? id }),
  health: readHealth,
  re_onboarding: ({ text }) => text('growth.rule.re-onboarding'),
  tool_gates: (texts, [tool = '']) => texts.text('growth.rule.tool', { tool: toolText(texts, tool) }),
};

const stageParts: Readonly<Record<string, Reader>> = {
  caps: readCaps,
  exit_gate: ({ text }, _rest, { stage }) => text('growth.rule.exit', { stage }),
  tasks: ({ text }, _rest, { stage }) => text('growth.rule.task', { stage }),
  day_from: ({ text }, _rest, { stage }) => text('growth.rule.days', { stage }),
  day_to: ({ text }, _rest, { stage }) => text('growth.rule.days', { stage }),
};

function readCaps(texts: Texts, [id = '', cap]: readonly string[], { stage }: Place): string {
  const action = actionText(texts, id);
  const window = capWindows.find((one) => one === cap);
  if (window === undefined) return texts.text('growth.rule.stage-caps', { stage, action });
  return texts.text('growth.rule.cap', { stage, action, window: texts.text(`growth.rule.cap-window.${window}`) });
}

function readHealth(texts: Texts, [part, id = '']: readonly string[]): string {
  const { text, lookUp } = texts;
  if (part === 'signals') return text('growth.rule.signal', { signal: lookUp(`growth.signal.${id}`) ?? id });
  if (part === 'states') return text('growth.rule.condition', { condition: lookUp(`growth.condition.${id}`) ?? id });
  return text('growth.rule.recovery');
}

function stageText({ text }: Texts, stage: string): string {
  return text('growth.rule.stage', { stage });
}

function actionText({ lookUp }: Texts, action: string): string {
  return lookUp(`growth.action.${action}`) ?? action;
}

/** A plan's tools go by their Chinese names. */
function toolText({ lookUp }: Texts, tool: string): string {
  return lookUp(`growth.tool.${tool}`) ?? tool;
}
