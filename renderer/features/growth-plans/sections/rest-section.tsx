import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { SwitchField, TextField } from '../fields/plain-fields.tsx';
import { RuleField } from '../fields/rule-field.tsx';
import { WordsField } from '../fields/words-field.tsx';
import { isBranch, type Path } from '../model/plan-path.ts';
import { useValue } from '../use-draft.ts';
import { Line, Part } from './section-frame.tsx';

/** When nothing is done: hard windows nobody opens, soft ones an operator may work through by hand. */
export function RestSection(): ReactNode {
  const { text } = useTexts();
  const value = useValue(['rest_windows']);
  const windows: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <>
      <p className="text-second">{text('plans.rest-text')}</p>
      {windows.map((window, at) => {
        const id = isBranch(window) && typeof window['id'] === 'string' ? window['id'] : String(at);
        const isDaily = isBranch(window) && window['rule'] === undefined;
        return <RestWindow key={id} id={id} path={['rest_windows', at]} isDaily={isDaily} />;
      })}
    </>
  );
}

interface RestWindowProps {
  readonly id: string;
  readonly path: Path;
  readonly isDaily: boolean;
}

function RestWindow({ id, path, isDaily }: RestWindowProps): ReactNode {
  const { text, lookUp } = useTexts();
  return (
    <Part title={lookUp(`growth.rest.${id}`) ?? id}>
      {isDaily && (
        <>
          <Line name={text('plans.field.time')}>
            <TextField path={[...path, 'from']} label={text('plans.days.from')} isShort />
            {text('plans.days.to')}
            <TextField path={[...path, 'to']} label={text('plans.days.to')} isShort />
          </Line>
          <Line name={text('plans.field.applies')}>
            <WordsField
              path={[...path, 'applies_to']}
              label={text('plans.field.applies')}
              words="windowScope"
              alone={aloneScopes}
            />
          </Line>
        </>
      )}
      {!isDaily && (
        <Line name={text('plans.field.rest-days')}>
          <RuleField path={[...path, 'rule']} form="restDays" label={text('plans.field.rest-days')} />
        </Line>
      )}
      <Line name={text('plans.field.hard')}>
        <SwitchField path={[...path, 'hard']} label={text('plans.yes')} />
      </Line>
    </Part>
  );
}

const aloneScopes = ['all write actions', 'group_*'];
