import type { ErrorCode, Fault } from '@contract/outcome.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts-context.tsx';
import type { Texts } from '../i18n/texts.ts';
import { useFaultText } from '../ui/use-fault-text.ts';
import { Notice } from '../ui/notice.tsx';
import { RestoreBackup } from './restore-backup.tsx';

/** With these the console did not start at all: asking again answers the same until it is opened anew. */
const startFaults: ReadonlySet<ErrorCode> = new Set([
  'data-folder-locked',
  'data-folder-unwritable',
  'database-corrupt',
  'database-newer',
  'disk-full',
  'backup-failed',
]);

export function isStartFault(fault: Fault): boolean {
  return startFaults.has(fault.code);
}

/** Why the console could not start, what it is about by name, and how to go on. */
export function StartFailure({ fault }: { readonly fault: Fault }): ReactNode {
  const texts = useTexts();
  const readFault = useFaultText();
  const { text } = texts;
  const isRestorable = fault.code === 'database-corrupt';
  return (
    <div className="notices">
      <Notice
        tone="bad"
        title={text('app.start-failed.title')}
        actions={isRestorable ? <RestoreBackup fault={fault} /> : undefined}
      >
        <p>{readFault(fault).both}</p>
        {namedThings(fault, texts).map((line) => (
          <p key={line} className="text-second">
            {line}
          </p>
        ))}
        {!isRestorable && <p>{text('app.start-failed.text')}</p>}
      </Notice>
    </div>
  );
}

/** The folder, the file, the newest backup, and the process that holds them, as far as the fault tells. */
function namedThings({ detail = {} }: Fault, { text }: Texts): string[] {
  const { folder, file, newestBackup, setAsideAs, pid, hostName } = detail;
  const lines: string[] = [];
  if (typeof folder === 'string') lines.push(text('app.start-failed.folder', { path: folder }));
  else if (typeof file === 'string') lines.push(text('app.start-failed.file', { path: file }));
  if (typeof newestBackup === 'string') lines.push(text('app.start-failed.backup', { path: newestBackup }));
  if (typeof setAsideAs === 'string') lines.push(text('restored.kept', { path: setAsideAs }));
  if (typeof pid === 'number') lines.push(text('app.start-failed.holder', { pid, host: hostName ?? '' }));
  return lines;
}
