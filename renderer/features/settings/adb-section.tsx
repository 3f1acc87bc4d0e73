import { Button, Input } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useFaultText } from '../../ui/use-fault-text.ts';
import { SettingLine } from './setting-line.tsx';
import { useSettings } from './use-settings.ts';

const pathMaxLength = 4096;
/** `/usr/bin/adb`, `C:\platform-tools\adb.exe`, `\\server\tools\adb.exe`. */
const absolutePath = /^(\/|[a-zA-Z]:[\\/]|\\\\)/u;

/** Where the adb program is; empty means that the console searches for it. */
export function AdbSection(): ReactNode {
  const texts = useTexts();
  const readFault = useFaultText();
  const { text } = texts;
  const { settings, fault, save } = useSettings();
  const [draft, setDraft] = useState<string | null>(null);
  const id = useId();
  const typed = (draft ?? settings.adbPath ?? '').trim();
  const isRelative = typed !== '' && !absolutePath.test(typed);
  const keep = async (): Promise<void> => {
    if (await save({ adbPath: typed === '' ? null : typed })) setDraft(null);
  };
  const error = isRelative ? text('settings.adbPath-relative') : fault && readFault(fault).cause;
  return (
    <section className="section-card">
      <h2>{text('settings.adb')}</h2>
      <div className="setting-lines">
        <SettingLine label={text('settings.adbPath')} hint={text('settings.adbPath-hint')} fieldId={id} error={error}>
          <div className="path-field">
            <Input
              id={id}
              className="mono"
              value={draft ?? settings.adbPath ?? ''}
              maxLength={pathMaxLength}
              placeholder={text('settings.adbPath-placeholder')}
              status={isRelative ? 'error' : ''}
              onChange={(event) => setDraft(event.target.value)}
              onPressEnter={() => void keep()}
            />
            <Button disabled={draft === null || isRelative} onClick={() => void keep()}>
              {text('act.save')}
            </Button>
          </div>
        </SettingLine>
      </div>
    </section>
  );
}
