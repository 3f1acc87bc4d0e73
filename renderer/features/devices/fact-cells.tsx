import type { Phone } from '@contract/phones.ts';
import type { ReactNode } from 'react';
import { readableParams } from '../../format/text-params.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useHostName } from '../hosts/use-host-name.ts';
import { Age } from '../../ui/age.tsx';
import { Badge } from '../../ui/badge.tsx';
import { leadingRoute, modelName, routeText } from './phone-names.ts';
import { catalogueTones } from './state-look.ts';

interface PhoneCellProps {
  readonly phone: Phone;
}

/** The model and whether it is one of the recommended ones. */
export function ModelCell({ phone }: PhoneCellProps): ReactNode {
  const texts = useTexts();
  const { verdict, reasons } = phone.catalogue;
  const name = modelName(phone, texts.language);
  const why = reasons.map(({ code, params }) =>
    texts.text(`catalogue.reason.${code}`, readableParams(texts, params, phone.firstSeenAt)),
  );
  return (
    <>
      <span className={name === null ? 'cell-empty' : 'cell-main'} title={name ?? undefined}>
        {name ?? texts.text('phone.model-unread')}
      </span>
      <span className="cell-line">
        <Badge tone={catalogueTones[verdict]} title={why.join('\n')}>
          {texts.text(`catalogue.verdict.${verdict}`)}
        </Badge>
      </span>
    </>
  );
}

/** Android and the maker's skin. */
export function SystemCell({ phone }: PhoneCellProps): ReactNode {
  const { text } = useTexts();
  const { androidRelease, skin } = phone.facts;
  return (
    <>
      <span className={androidRelease === null ? 'cell-empty' : 'cell-main'}>
        {androidRelease === null ? text('value.none') : text('phone.android', { release: androidRelease })}
      </span>
      <span className="cell-sub" title={skin ?? undefined}>
        {skin ?? ''}
      </span>
    </>
  );
}

/** The route in use and its host; how many more there are. */
export function RouteCell({ phone }: PhoneCellProps): ReactNode {
  const texts = useTexts();
  const route = leadingRoute(phone);
  const hostName = useHostName(route?.hostId ?? null);
  if (route === null) return <span className="cell-empty">{texts.text('value.none')}</span>;
  const more = phone.routes.length - 1;
  const place = routeText(route, texts);
  return (
    <>
      <span className={route.isLive ? 'cell-main' : 'cell-empty'} title={route.serial}>
        {place}
      </span>
      <span className="cell-sub" title={hostName}>
        {more > 0 ? texts.text('route.host-and-more', { host: hostName, count: more }) : hostName}
      </span>
    </>
  );
}

/** How many groups the messenger listed, and when. */
export function GroupsCell({ phone }: PhoneCellProps): ReactNode {
  const { text } = useTexts();
  if (phone.groupsReadAt === null) return <span className="cell-empty">{text('groups.unread')}</span>;
  return (
    <>
      <span className="cell-main tabular">{phone.groupCount ?? text('value.none')}</span>
      <span className="cell-sub">
        <Age at={phone.groupsReadAt} isTrueTime />
      </span>
    </>
  );
}

export function LastSeenCell({ phone }: PhoneCellProps): ReactNode {
  const { text } = useTexts();
  if (phone.lastSeenAt === null) return <span className="cell-empty">{text('phone.never-seen')}</span>;
  return (
    <span className="cell-sub">
      <Age at={phone.lastSeenAt} />
    </span>
  );
}
