import type { ConsolePage } from './console-page.ts';

/** Clicks the cure that a console with a damaged database offers, without saying yes to it yet. */
export async function askForRestore({ page }: ConsolePage): Promise<void> {
  await page.locator('.notice-bad').getByRole('button').click();
  await page.getByRole('dialog').waitFor();
}

/** Has the newest backup restored, and waits until the console says that it was. */
export async function restoreBackup(console: ConsolePage): Promise<void> {
  await askForRestore(console);
  await console.button('restore.newest-confirm').click();
  await console.page.locator('.notice-good').waitFor();
}
