import type { Phone, Route } from '@contract/phones.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useHostName } from '../../hosts/use-host-name.ts';
import { Age } from '../../../ui/age.tsx';
import { MetaLine } from '../../../ui/meta-line.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { routeText } from '../phone-names.ts';

/** Every way by which the phone was ever reached, the one in use first. */
export function RouteList({ phone }: { readonly phone: Phone }): ReactNode {
  const { text } = useTexts();
  if (phone.routes.length === 0) return <p className="text-second">{text('route.none')}</p>;
  const ordered = phone.routes.toSorted((left, right) => rank(left) - rank(right));
  return (
    <ul className="route-list">
      {ordered.map((route) => (
        <RouteLine key={route.routeId} route={route} />
      ))}
    </ul>
  );
}

function rank(route: Route): number {
  if (route.isCurrent) return 0;
  return route.isLive ? 1 : 2;
}

function RouteLine({ route }: { readonly route: Route }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const hostName = useHostName(route.hostId);
  return (
    <li>
      <div className="route-head">
        <strong>{routeText(route, texts)}</strong>
        {route.isCurrent && <Badge tone="good">{text('route.current')}</Badge>}
        {!route.isCurrent && route.isLive && <Badge tone="info">{text('route.live')}</Badge>}
        {!route.isLive && <Badge tone="quiet">{text('route.gone')}</Badge>}
      </div>
      <MetaLine>
        <span>{hostName}</span>
        <span>{text('route.serial', { serial: route.serial })}</span>
        <span>{text('route.adb-state', { state: route.adbState ?? text('value.none') })}</span>
        {route.seenAt !== null && <Age at={route.seenAt} />}
      </MetaLine>
    </li>
  );
}
