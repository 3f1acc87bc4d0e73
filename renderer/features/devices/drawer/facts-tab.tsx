import type { Phone, PhoneFacts } from '@contract/phones.ts';
import type { ReactNode } from 'react';
import { fullTimeText } from '../../../format/times.ts';
import { readableParams } from '../../../format/text-params.ts';
import { sizeText } from '../../../format/sizes.ts';
import { useTexts } from '../../../i18n/texts-context.tsx';
import type { Texts } from '../../../i18n/texts.ts';
import { Badge } from '../../../ui/badge.tsx';
import { FactLine } from '../../../ui/fact-line.tsx';
import { modelName } from '../phone-names.ts';
import { catalogueTones } from '../state-look.ts';
import { RouteList } from './route-list.tsx';

/** The catalogue's verdict with its reasons, the ways to reach the phone, and what it says of itself. */
export function FactsTab({ phone }: { readonly phone: Phone }): ReactNode {
  const { text } = useTexts();
  return (
    <>
      <CatalogueSection phone={phone} />
      <section className="section">
        <h3>{text('route.title')}</h3>
        <RouteList phone={phone} />
      </section>
      <FactsSection phone={phone} />
    </>
  );
}

function CatalogueSection({ phone }: { readonly phone: Phone }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { verdict, reasons } = phone.catalogue;
  return (
    <section className="section">
      <h3>{text('catalogue.title')}</h3>
      <div className="catalogue-line">
        <Badge tone={catalogueTones[verdict]}>{text(`catalogue.verdict.${verdict}`)}</Badge>
        <strong>{modelName(phone, texts.language) ?? text('phone.model-unread')}</strong>
      </div>
      <ul className="reason-list">
        {reasons.map(({ code, params }) => (
          <li key={code}>{text(`catalogue.reason.${code}`, readableParams(texts, params, phone.firstSeenAt))}</li>
        ))}
      </ul>
    </section>
  );
}

const factNames = [
  'hardwareSerial',
  'model',
  'brand',
  'device',
  'marketName',
  'androidRelease',
  'sdk',
  'skin',
  'securityPatch',
  'ramMb',
  'screen',
  'messengerVersion',
] as const satisfies (keyof PhoneFacts)[];

const bytesOfMb = 1024 * 1024;

function factText(facts: PhoneFacts, name: (typeof factNames)[number], texts: Texts): string {
  const value = facts[name];
  if (value === null) return texts.text('fact.unread');
  return name === 'ramMb' && typeof value === 'number' ? sizeText(value * bytesOfMb) : String(value);
}

function FactsSection({ phone }: { readonly phone: Phone }): ReactNode {
  const texts = useTexts();
  const { text, language } = texts;
  return (
    <section className="section">
      <h3>{text('fact.title')}</h3>
      <dl className="fact-list">
        {factNames.map((name) => (
          <FactLine key={name} name={text(`fact.${name}`)} value={factText(phone.facts, name, texts)} />
        ))}
        <FactLine name={text('fact.first-seen')} value={fullTimeText(language, phone.firstSeenAt)} />
        <FactLine name={text('fact.phone-id')} value={phone.phoneId} />
      </dl>
    </section>
  );
}
