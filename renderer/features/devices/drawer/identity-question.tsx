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
      <div className="identity-pair">
        <IdentitySide phone={phone} />
        {other !== null && <IdentitySide phone={other} />}
      </div>
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

function IdentitySide({ phone }: { readonly phone: Phone }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const route = leadingRoute(phone);
  const hostName = useHostName(route?.hostId ?? null);
  const { hardwareSerial } = phone.facts;
  return (
    <dl className="fact-list">
      <dt>{text('column.label')}</dt>
      <dd>{phoneName(phone, texts)}</dd>
      <dt>{text('column.model')}</dt>
      <dd>{modelName(phone, texts.language) ?? text('value.none')}</dd>
      <dt>{text('fact.serial')}</dt>
      <dd className="mono">{hardwareSerial ?? text('value.none')}</dd>
      <dt>{text('column.route')}</dt>
      <dd>{route === null ? text('value.none') : `${hostName} · ${routeText(route, texts)}`}</dd>
      <dt>{text('column.state')}</dt>
      <dd>{text(`state.${phone.state}.name`)}</dd>
      <dt>{text('fact.first-seen')}</dt>
      <dd>
        <Age at={phone.firstSeenAt} />
      </dd>
    </dl>
  );
}
