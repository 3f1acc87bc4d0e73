import { RollbackOutlined } from '@ant-design/icons';
import type { Job } from '@contract/jobs.ts';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { draftOfRestore } from './rename-draft.ts';

const titleLength = 60;

/** Takes a finished job of renames back: opens the wizard with the names before it. Nothing for any other job. */
export function RestoreNamesButton({ job }: { readonly job: Job }): ReactNode {
  const { text } = useTexts();
  const { client, ui, announcements } = useConsole();
  const isOver = job.state === 'over' || job.state === 'cancelled';
  if (job.kind !== 'groups.rename' || !isOver || job.counts.done === 0) return null;
  const restore = async (): Promise<void> => {
    const answer = await client.ask('groups.planRestore', { jobId: job.jobId });
    if (!answer.ok) return announcements.publish({ kind: 'fault', fault: answer.error });
    const title = text('rename.restore-title', { title: job.title }).slice(0, titleLength);
    ui.setState({ page: 'groups', openItemId: null, rename: draftOfRestore(answer.value, title) });
  };
  return (
    <Button icon={<RollbackOutlined aria-hidden />} data-act="restore-names" onClick={() => void restore()}>
      {text('rename.restore')}
    </Button>
  );
}
