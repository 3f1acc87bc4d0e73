import type { Phone } from '@contract/phones.ts';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole, usePhone } from '../../../stores/use-console.ts';
import { useHostName } from '../../hosts/use-host-name.ts';
import { Age } from '../../../ui/age.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { leadingRoute, modelName, phoneName, routeText } from '../phone-names.ts';

/** Two rows that may be one phone, or one serial that two phones carry: both rows side by side, and the question. */
export function IdentityQuestion({ phone }: { readonly phone: Phone }): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const { question } = phone;
  const other = usePhone(question?.otherPhoneId ?? '');
  if (question === null) return phone.hasDuplicateSerial ? <DuplicateSerialNotice /> : null;
  const answer = (isSamePhone: boolean): void =>
    void acts.perform('phones.answerIdentity', {
      phoneId: phone.phoneId,
      otherPhoneId: question.otherPhoneId,
      isSamePhone,
    });
  const actions = (
    <>
      <Button type="primary" onClick={() => answer(true)}>
        {text('identity.same')}
      </Button>
      <Button onClick={() => answer(false)}>{text('identity.different')}</Button>
    </>
  );
  return (
    <Notice tone="warn" title={text(`identity.${question.kind}.title`)} actions={actions}>
      <p>{text(`identity.${question.kind}.text`)}</p>
      {other !== null && <IdentityComparison phone={phone} other={other} />}
      <p>{text('identity.hint')}</p>
    </Notice>
  );
}

function DuplicateSerialNotice(): ReactNode {
  const { text } = useTexts();
  return (
    <Notice tone="info" title={text('identity.settled-title')}>
      {text('identity.settled-text')}
    </Notice>
  );
}

interface IdentityComparisonProps {
  readonly phone: Phone;
  readonly other: Phone;
}

function IdentityComparison({ phone, other }: IdentityComparisonProps): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const pair = [phone, other];
  const lines: readonly (readonly [string, readonly ReactNode[]])[] = [
    [text('column.label'), pair.map((side) => phoneName(side, texts))],
    [text('column.model'), pair.map((side) => modelName(side, texts.language) ?? text('value.none'))],
    [text('fact.serial'), pair.map((side) => side.facts.hardwareSerial ?? text('value.none'))],
    [text('column.route'), pair.map((side) => <RouteWords key={side.phoneId} phone={side} />)],
    [text('column.state'), pair.map((side) => text(`state.${side.state}.name`))],
    [text('fact.first-seen'), pair.map((side) => <Age key={side.phoneId} at={side.firstSeenAt} />)],
  ];
  return (
    <table className="identity-pair">
      <tbody>
        {lines.map(([name, [mine, theirs]]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{mine}</td>
            <td>{theirs}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RouteWords({ phone }: { readonly phone: Phone }): ReactNode {
  const texts = useTexts();
  const route = leadingRoute(phone);
  const host = useHostName(route?.hostId ?? null);
  if (route === null) return texts.text('value.none');
  return texts.text('route.on-host', { host, place: routeText(route, texts) });
}
