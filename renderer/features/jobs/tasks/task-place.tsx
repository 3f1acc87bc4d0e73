import type { OperatorTask } from '@contract/jobs.ts';
import { ApiOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../../stores/use-console.ts';
import { hubName } from '../../desk-map/hub-block.tsx';

/** A hub of so many ports is drawn as a row of them. */
const mostDrawn = 20;

interface TaskPlaceProps {
  readonly task: OperatorTask;
  readonly tasks: readonly OperatorTask[];
}

/** Where the phone lies: hub and port, and the hub's ports in a row with all phones that wait. A click shows it on the desk map. */
export function TaskPlace({ task: { phoneId }, tasks }: TaskPlaceProps): ReactNode {
  const texts = useTexts();
  const { ui } = useConsole();
  const { hubs, places } = useLive((state) => state.deskMap);
  const place = places.find((each) => each.phoneId === phoneId);
  const hub = hubs.find(({ hubId }) => hubId === place?.hubId);
  if (place === undefined || hub === undefined) return null;
  const phoneOn = new Map(places.filter(({ hubId }) => hubId === hub.hubId).map((each) => [each.port, each.phoneId]));
  const waiting = new Set(tasks.map((task) => task.phoneId));
  const portCount = Math.max(hub.portCount ?? 0, ...phoneOn.keys());
  return (
    <button
      type="button"
      className="task-place"
      title={texts.text('tasks.show-place')}
      data-act="task-place"
      onClick={() => ui.setState({ page: 'desk', openPhoneId: phoneId, drawerTab: 'overview' })}
    >
      <span>
        <ApiOutlined aria-hidden className="text-third" />{' '}
        {texts.text('tasks.place', { hub: hubName(hub, texts), port: place.port })}
      </span>
      {portCount <= mostDrawn && (
        <span className="task-ports" aria-hidden>
          {Array.from({ length: portCount }, (_, index) => (
            <i key={index} className={portClass(phoneOn.get(index + 1), phoneId, waiting)} />
          ))}
        </span>
      )}
    </button>
  );
}

function portClass(onPort: string | undefined, phoneId: string, waiting: ReadonlySet<string>): string {
  if (onPort === undefined) return '';
  if (onPort === phoneId) return 'is-here';
  return waiting.has(onPort) ? 'is-waiting' : 'is-taken';
}
