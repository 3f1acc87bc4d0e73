import { expect, it } from 'vitest';
import { brokenPlan } from '../../../electron/accounts/plans/broken-plan.ts';
import { createTranslator, textsOf } from '../../../renderer/i18n/texts.ts';
import { faultText } from '../../../renderer/ui/fault-text.ts';

const translator = await createTranslator('zh-CN');
const [zh, en] = [textsOf(translator, 'zh-CN'), textsOf(translator, 'en')];

const overlap = {
  file: 'plan.yaml',
  line: 306,
  path: 'stages.S3.day_from',
  code: 'days-overlap',
  params: { stage: 'S3', day: 6, before: 'S2', last: 7, from: 8 },
} as const;

it('names file and line of the first thing that is wrong with a plan, and its cure', () => {
  const { error } = brokenPlan([overlap, { ...overlap, line: 400 }]);
  for (const texts of [zh, en]) {
    const { cause, cure } = faultText(texts, error, 0);
    expect(cause).toMatch(/2.*plan\.yaml.*306/u);
    expect(cure).toBe(texts.text('plan.problem.days-overlap.cure', overlap.params));
    expect(cure).not.toBe(texts.text('error.plan-broken.cure', {}));
  }
});

it('sends whoever gave a plan to the editor where nothing more is known of it', () => {
  const { cure } = faultText(en, { code: 'plan-broken', message: 'm' }, 0);
  expect(cure).toBe(en.text('error.plan-broken.cure', {}));
});
