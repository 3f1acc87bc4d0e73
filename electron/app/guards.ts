import type { App, Session, WebContents } from 'electron';
import type { Logger } from '../runtime/logger.ts';
import { isRendererAddress, isRequestAllowed } from './renderer-origin.ts';

/** Permissions the page may use; everything else Chromium can ask for is refused. Copying a serial needs the first. */
const grantedPermissions: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/**
 * Deny by default for everything a page can try: permissions, devices, foreign requests, downloads.
 * Call once for the session, before the first window.
 */
export function guardSession(session: Session, logger: Logger): void {
  session.setPermissionRequestHandler((contents, permission, answer) => {
    const isGranted = grantedPermissions.has(permission) && isRendererAddress(contents.getURL());
    if (!isGranted) logger.warn('permission-refused', { permission });
    answer(isGranted);
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => grantedPermissions.has(permission) && isRendererAddress(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) => {
    const isAllowed = isRequestAllowed(details.url);
    if (!isAllowed) logger.warn('request-refused', { scheme: schemeOf(details.url), kind: details.resourceType });
    answer({ cancel: !isAllowed });
  });
  session.on('will-download', (event) => {
    logger.warn('download-refused');
    event.preventDefault();
  });
}

/** Applies to every web contents that ever comes into being, whoever made it. */
export function guardAllContents(app: App, logger: Logger): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, logger));
}

function guardContents(contents: WebContents, logger: Logger): void {
  const refuseForeign = (event: { preventDefault(): void }, address: string, what: string): void => {
    if (isRendererAddress(address)) return;
    logger.warn(what, { scheme: schemeOf(address) });
    event.preventDefault();
  };
  contents.on('will-navigate', (event) => refuseForeign(event, event.url, 'navigation-refused'));
  contents.on('will-frame-navigate', (event) => refuseForeign(event, event.url, 'navigation-refused'));
  contents.on('will-redirect', (event) => refuseForeign(event, event.url, 'redirect-refused'));
  contents.on('will-attach-webview', (event) => {
    logger.warn('webview-refused');
    event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    logger.warn('window-refused', { scheme: schemeOf(url) });
    return { action: 'deny' };
  });
}

function schemeOf(address: string): string {
  return URL.canParse(address) ? new URL(address).protocol : 'unparsable';
}
