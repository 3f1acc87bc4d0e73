import { protocol, type Session } from 'electron';
import { serveRendererFile } from './renderer-files.ts';
import { rendererScheme } from './renderer-origin.ts';

/** Must run before the app is ready: makes the renderer's scheme a secure, standard origin of its own. */
export function registerRendererScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: rendererScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built renderer from `folder` under its scheme. */
export function serveRenderer(session: Session, folder: string): void {
  session.protocol.handle(rendererScheme, (request) => serveRendererFile(folder, request.url));
}
