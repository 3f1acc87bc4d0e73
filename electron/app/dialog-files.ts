import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { FileToSave, SavedFiles } from '../devices/reports/saved-files.ts';

/** Exports of the window: only a person chooses where a file goes, so a path from the page is refused. */
export function createDialogFiles(): SavedFiles {
  return { save: askAndWrite, printPage };
}

function currentWindow(): BrowserWindow | null {
  return BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0] ?? null;
}

async function askAndWrite({ suggestedName, bytes, path }: FileToSave): Promise<Outcome<string | null>> {
  const window = currentWindow();
  if (window === null) return fail('window-required', 'there is no window to ask in');
  if (path !== null)
    return fail('invalid-input', 'the window asks for the place', { field: 'path', rule: 'not-allowed' });
  const answer = await dialog.showSaveDialog(window, { defaultPath: join(app.getPath('documents'), suggestedName) });
  if (answer.canceled || answer.filePath === '') return succeed(null);
  try {
    await writeFile(answer.filePath, bytes);
    return succeed(answer.filePath);
  } catch (failure) {
    const reason = failure instanceof Error && 'code' in failure ? String(failure.code) : 'unknown';
    return reason === 'ENOSPC'
      ? fail('disk-full', 'no room for the file', { path: answer.filePath })
      : fail('file-not-saved', 'the file could not be written', { path: answer.filePath, reason });
  }
}

async function printPage({ isLandscape }: { readonly isLandscape: boolean }): Promise<Outcome<Uint8Array>> {
  const window = currentWindow();
  if (window === null) return fail('window-required', 'there is no page to print');
  return succeed(
    await window.webContents.printToPDF({ pageSize: 'A4', landscape: isLandscape, printBackground: true }),
  );
}
