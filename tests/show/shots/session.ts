import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConsolePage } from '../../support/console-pages/console-page.ts';
import { launchConsole, type ConsoleLaunch } from '../../support/electron-app.ts';
import type { Photographer } from './photographer.ts';
import type { OpenSession, Session } from './shot.ts';

/** A session whose world only it knows of. */
export interface AnySession {
  readonly title: string;
  readonly phones: number;
  /** Takes those of its shots that are wanted. */
  take(photographer: Photographer, isWanted: (name: string) => boolean): Promise<void>;
}

export function defineSession<World>(session: Session<World>): AnySession {
  return {
    title: session.title,
    phones: session.phones,
    take: (photographer, isWanted) =>
      photographer.take({ ...session, shots: session.shots.filter(({ name }) => isWanted(name)) }),
  };
}

/** Starts a console on a data folder of its own, and closes it with everything that was opened for it. */
export async function openConsole<World>(
  world: World,
  launch: Omit<ConsoleLaunch, 'dataFolder'> & { readonly dataFolder?: string },
  closers: readonly (() => unknown)[] = [],
): Promise<OpenSession<World> & { readonly dataFolder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-shots-'));
  const dataFolder = launch.dataFolder ?? folder;
  const closeAll = async (): Promise<void> => {
    for (const close of closers) await close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const running = await launchConsole({ ...launch, dataFolder });
    const close = async (): Promise<void> => {
      await running.close();
      await closeAll();
    };
    return { console: new ConsolePage(running), world, dataFolder, close };
  } catch (failure) {
    await closeAll();
    throw failure;
  }
}

/** Does what has to be done before the first shot; a console that cannot be brought there is closed again. */
export async function orClose<T>(opened: OpenSession<unknown>, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    await opened.close();
    throw failure;
  }
}

/** Reads the notice of the platforms' rules away; it comes again for each operator, and for the first one. */
export async function acceptRules(console: ConsolePage): Promise<void> {
  await console.button('rules.accept').click();
}
