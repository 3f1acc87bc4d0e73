import { capRules } from './cap-rules.ts';
import { conditionRules } from './condition-rules.ts';
import { countingRules } from './counting-rules.ts';
import { executionRules } from './execution-rules.ts';
import { exitRules } from './exit-rules.ts';
import { failureRules } from './failure-rules.ts';
import { intervalRules } from './interval-rules.ts';
import { perGroupRules } from './per-group-rules.ts';
import { promptRules } from './prompt-rules.ts';
import { reOnboardingRules } from './re-onboarding-rules.ts';
import { restrictionRules } from './restriction-rules.ts';
import type { RuleTest } from './rule-test.ts';
import { stageDayRules } from './stage-day-rules.ts';
import { taskRules } from './task-rules.ts';
import { toolConfirmRules } from './tool-confirm-rules.ts';
import { toolRules } from './tool-rules.ts';
import { windowRules } from './window-rules.ts';

/** The tests of all rules, family by family. */
export const families: Readonly<Record<string, readonly RuleTest[]>> = {
  'who does it': executionRules,
  'how it is counted': countingRules,
  'what a group bears': perGroupRules,
  'the days of a stage': stageDayRules,
  'the tasks of a stage': taskRules,
  'the way out of a stage': exitRules,
  caps: capRules,
  'gaps and batches': intervalRules,
  'hours of rest': windowRules,
  'what a condition does': conditionRules,
  'prompts and complaints': promptRules,
  restrictions: restrictionRules,
  'failures and the phone': failureRules,
  'beginning anew': reOnboardingRules,
  tools: toolRules,
  'what a tool asks for': toolConfirmRules,
};

export const ruleTests: readonly RuleTest[] = Object.values(families).flat();
