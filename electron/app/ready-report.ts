import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { BrowserWindow } from 'electron';
import { z } from 'zod';
import type { Snapshot } from '../contract/desk.ts';
import { pause, type Clock } from '../runtime/clock.ts';

export interface ReadyReportOptions {
  readonly window: BrowserWindow;
  readonly readSnapshot: () => Promise<Snapshot | null>;
  readonly screenshotPath: string;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface ReadyReport {
  readonly line: string;
  readonly isComplete: boolean;
}

const probeGapMs = 150;
const paintLimitMs = 2_000;

/** Phones online as the page says, visible phones that are ready, visible phones. */
const pageCountsSchema = z.tuple([z.number(), z.number(), z.number()]);

/**
 * Waits until every phone of the desk is ready and the page shows them, takes a picture of the window and tells in
 * one line what was really seen. `isComplete` is false when the time ran out first; the line then carries the true
 * numbers.
 */
export async function reportReady(options: ReadyReportOptions): Promise<ReadyReport> {
  const { clock, timeoutMs, signal } = options;
  const deadline = clock.monotonic() + timeoutMs;
  let counts = await countPhones(options);
  while (!counts.isShown && clock.monotonic() < deadline && !signal.aborted) {
    await pause(clock, probeGapMs, signal);
    counts = await countPhones(options);
  }
  await untilPainted(options);
  await takePicture(options.window, options.screenshotPath);
  const line = `READY phones=${counts.phones} ready=${counts.ready} screenshot=${options.screenshotPath}`;
  return { line, isComplete: counts.isShown };
}

async function countPhones({ window, readSnapshot }: ReadyReportOptions) {
  const snapshot = await readSnapshot();
  const present = snapshot?.phones.filter((phone) => phone.state !== 'absent') ?? [];
  const ready = present.filter((phone) => phone.state === 'ready' && phone.health.score !== null).length;
  const wanted = snapshot?.demo.state === 'off' ? 0 : (snapshot?.demo.phoneCount ?? 1);
  const isDeskReady = snapshot !== null && ready >= wanted && ready === present.length;
  return { phones: present.length, ready, isShown: isDeskReady && (await isPageShowing(window, ready)) };
}

/** The page marks what it shows: `data-online` on the attendance line, `data-phone-state` on each visible phone. */
async function isPageShowing(window: BrowserWindow, ready: number): Promise<boolean> {
  const shown: unknown = await window.webContents.executeJavaScript(
    `[Number(document.querySelector('[data-online]')?.dataset.online ?? -1),
      document.querySelectorAll('[data-phone-state="ready"]').length,
      document.querySelectorAll('[data-phone-state]').length]`,
  );
  const counts = pageCountsSchema.safeParse(shown);
  if (!counts.success) return false;
  const [online, readyRows, rows] = counts.data;
  return online === ready && readyRows === rows && (ready === 0 || readyRows > 0);
}

/**
 * The page holds its rows before they are painted, and a picture taken then shows what was there before. In the second
 * frame from now the first one has been drawn. A window that nobody can see draws none, so the wait is limited.
 */
async function untilPainted({ window, clock, signal }: ReadyReportOptions): Promise<void> {
  const painted = new AbortController();
  const twoFrames = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`;
  const limit = pause(clock, paintLimitMs, AbortSignal.any([signal, painted.signal]));
  await Promise.race([window.webContents.executeJavaScript(twoFrames), limit]).finally(() => painted.abort());
}

async function takePicture(window: BrowserWindow, file: string): Promise<void> {
  const image = await window.webContents.capturePage();
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, image.toPNG());
}
