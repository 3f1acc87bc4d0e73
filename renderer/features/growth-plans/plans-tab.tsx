import { Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { useConsole } from '../../stores/use-console.ts';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { useGrowthVersion } from '../growth/use-growth.ts';
import { AssignDrawer } from './assign/assign-drawer.tsx';
import { keepDraft, recallDraft, type KeptDraft } from './model/draft-memory.ts';
import type { OpenedPlan } from './model/opened-plan.ts';
import { LoadedEditor } from './loaded-editor.tsx';
import { PlanList } from './plan-list.tsx';

const noInput = {};

/** The plans that accounts can be given, who follows which, and the editor. */
export function PlansTab(): ReactNode {
  const { acts, announcements, client } = useConsole();
  const changes = useGrowthVersion(null);
  const [round, setRound] = useState(0);
  const { value, fault } = useAnswer('plans.list', noInput, `${changes} ${round}`);
  const [opened, setOpened] = useState<OpenedPlan | null>(null);
  const [kept, setKept] = useState(() => recallDraft(window.localStorage));
  const [assigned, setAssigned] = useState<KeptDraft['from'] | null>(null);
  const close = (): void => {
    setOpened(null);
    setKept(recallDraft(window.localStorage));
    setRound((before) => before + 1);
  };
  const drop = (): void => {
    keepDraft(window.localStorage, null);
    setKept(null);
  };
  const exportPlan = async ({ templateId, version }: KeptDraft['from']): Promise<void> => {
    const got = await client.ask('plans.get', { kind: 'template', templateId, version });
    const saved = got.ok ? await acts.run('plans.export', { text: got.value.text, path: null }) : got;
    if (!saved.ok) announcements.publish({ kind: 'fault', fault: saved.error });
    else if (saved.value.path !== null) announcements.publish({ kind: 'file-saved', path: saved.value.path });
  };
  if (value === null)
    return fault === null ? <Skeleton active paragraph={{ rows: 6 }} title={false} /> : <FaultNotice fault={fault} />;
  if (opened !== null) return <LoadedEditor opened={opened} templates={value.templates} onClose={close} />;
  return (
    <>
      <PlanList
        list={value}
        kept={kept}
        onOpen={setOpened}
        onDrop={drop}
        onAssign={setAssigned}
        onExport={(name) => void exportPlan(name)}
      />
      {assigned !== null && (
        <AssignDrawer name={assigned} accounts={value.accounts} onClose={() => setAssigned(null)} />
      )}
    </>
  );
}
