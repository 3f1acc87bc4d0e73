/** The renderer is served from its own scheme: no file: URL is ever loaded, and relative paths stay inside. */
export const rendererScheme = 'jiqun';
export const rendererHost = 'console';
export const rendererOrigin = `${rendererScheme}://${rendererHost}`;
export const rendererEntry = `${rendererOrigin}/index.html`;

/** True for an address of our own renderer, whatever the path. Anything that does not parse is not ours. */
export function isRendererAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return protocol === `${rendererScheme}:` && host === rendererHost;
}

/**
 * What the page may load: its own files, images it was handed as data or drew itself, and the developer tools'
 * own pages. Everything else (http, file, foreign schemes) is refused by the request filter.
 */
export function isRequestAllowed(address: string): boolean {
  if (isRendererAddress(address)) return true;
  if (address.startsWith('data:image/') || address.startsWith(`blob:${rendererOrigin}/`)) return true;
  return address.startsWith('devtools://');
}

/** `default-src 'none'`, then only what the built renderer needs. Ant Design injects style elements, hence its exception. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
