import type { PreparationEvidence } from '../../../contract/preparation.ts';
import type { TextParams } from '../../../contract/phones.ts';
import { evidenceOf, fine, textOf, toFix, unknown } from '../finding.ts';
import type { Answers, PreparationStep, StepChange } from '../step.ts';
import { readSetting, type SettingReading } from '../answers/setting.ts';

/** One Android setting and what it should be. */
export interface WantedSetting {
  readonly namespace: 'global' | 'secure' | 'system';
  readonly key: string;
  /** Null when the value proves nothing (a scale of the vendor's own). Asked also for a key that is not set. */
  readonly isRight: (value: string | null) => boolean | null;
  /** What it is set to when it is not right. */
  readonly target: (value: string | null) => string;
}

interface SettingStep extends Pick<PreparationStep, 'id' | 'cureByHand'> {
  readonly isFor?: PreparationStep['isFor'];
  readonly settings: readonly WantedSetting[];
  /** Values for the sentence, by the settings in their order. */
  readonly params?: (values: readonly (string | null)[]) => TextParams;
}

/** A check of one or more settings that `settings put` changes. Right when all of them are. */
export function settingStep({ id, cureByHand, isFor, settings, params }: SettingStep): PreparationStep {
  const commands = settings.map(({ namespace, key }) => `settings get ${namespace} ${key}`);
  return {
    id,
    cureByHand,
    ...(isFor !== undefined && { isFor }),
    readings: () => commands.map((command) => ({ command, lineLimit: 10 })),
    judge: (answers) => {
      const evidence = evidenceOf(answers, commands);
      const values = readAll(answers, commands);
      if (values === null) return unknown('unreadable', evidence);
      return judgeValues(settings, values, { evidence, params: params?.(values) ?? {} });
    },
  };
}

function readAll(answers: Answers, commands: readonly string[]): (string | null)[] | null {
  const readings = commands.map((command) => readSetting(textOf(answers(command))));
  if (readings.some((reading) => reading === null)) return null;
  return readings.map((reading) => valueOf(reading));
}

function valueOf(reading: SettingReading | null): string | null {
  return reading?.kind === 'set' ? reading.value : null;
}

function judgeValues(
  settings: readonly WantedSetting[],
  values: readonly (string | null)[],
  told: { readonly evidence: readonly PreparationEvidence[]; readonly params: TextParams },
): ReturnType<PreparationStep['judge']> {
  const { evidence, params } = told;
  const verdicts = settings.map(({ isRight }, index) => isRight(values[index] ?? null));
  if (verdicts.includes(null)) return unknown('odd-value', evidence, { params });
  const changes = settings.flatMap((setting, index): StepChange[] => {
    if (verdicts[index] === true) return [];
    const before = values[index] ?? null;
    const after = setting.target(before);
    return [{ command: `settings put ${setting.namespace} ${setting.key} ${after}`, before, after }];
  });
  return changes.length === 0 ? fine('right', evidence, params) : toFix('wrong', evidence, { changes, params });
}
