import type { FaultDesk } from '../../../support/fault-desk/fault-desk.ts';
import { allSights, portless, sameIds, type Disaster, type Strike } from './disaster.ts';
import { hubIdOfPath, mapByHand } from './hand-map.ts';

const byPath = ['1-1', '1-2', '1-2.7', '2-1'] as const;
/** A hand's map knows of no hub on a hub: the outer one would take the inner one's phones along. */
const byHand = ['1-1', '1-2.7', '2-1'] as const;
const onNoMap = ['1-1', '1-2', '2-1'] as const;

type Knowing = 'by path' | 'by hand' | 'on no map';

const variants: readonly { readonly hub: string; readonly knowing: Knowing }[] = [
  ...byPath.map((hub) => ({ hub, knowing: 'by path' }) as const),
  ...byHand.map((hub) => ({ hub, knowing: 'by hand' }) as const),
  ...onNoMap.map((hub) => ({ hub, knowing: 'on no map' }) as const),
];

/** A hub loses its power: all its phones are gone within a moment. */
export const hubDies: Disaster = {
  name: 'hub dies',
  forms: variants.map(({ hub, knowing }) => ({
    name: `${hub} ${knowing}`,
    sights: knowing === 'by path' ? allSights : portless,
    isQuick: true,
  })),
  bystanders: [1],
  async strike(desk, { form }) {
    const { hub, knowing } = variants[form] ?? variants[0] ?? { hub: '1-1', knowing: 'by path' };
    const hubIds = knowing === 'by hand' ? await mapByHand(desk) : new Map<string, string>();
    const struckMs = performance.now();
    desk.bench.killHub(hub);
    return { struckMs, ...whatToSay(desk, hub, { knowing, hubId: hubIds.get(hub) ?? hubIdOfPath(hub) }) };
  },
};

function whatToSay(
  { bench, phoneIdOf }: FaultDesk,
  hub: string,
  { knowing, hubId }: { readonly knowing: Knowing; readonly hubId: string },
): Omit<Strike, 'struckMs'> {
  const phoneIds = bench.phonesBelow(hub).map(phoneIdOf);
  if (knowing === 'on no map') {
    return {
      cause: 'dropped-together',
      // Whom a hand takes in that very moment, nobody can tell from them.
      isRight: ({ subject, phoneIds: told }) =>
        subject.kind === 'host' && phoneIds.every((id) => told.includes(id)) && told.length <= phoneIds.length + 1,
      confidences: ['possible'],
    };
  }
  return {
    cause: 'hub-lost',
    isRight: ({ subject, phoneIds: told }) => subject.hubId === hubId && sameIds(told, phoneIds),
    confidences: knowing === 'by path' ? ['certain', 'likely'] : ['likely'],
  };
}
