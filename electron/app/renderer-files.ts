import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { contentSecurityPolicy, isRendererAddress } from './renderer-origin.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * The file behind an address of the renderer's scheme, or null when the address is foreign, climbs out of the
 * folder, or has a type that the renderer does not consist of.
 */
export function resolveRendererFile(folder: string, address: string): string | null {
  if (!isRendererAddress(address)) return null;
  const path = decodePath(new URL(address).pathname);
  if (path === null || path.includes('\0')) return null;
  const file = normalize(join(folder, path));
  if (!file.startsWith(normalize(folder) + sep)) return null;
  return extname(file) in contentTypes ? file : null;
}

/** Answers a request of the renderer's scheme; 404 for whatever `resolveRendererFile` refuses or is not there. */
export async function serveRendererFile(folder: string, address: string): Promise<Response> {
  const file = resolveRendererFile(folder, address);
  if (file === null) return new Response(null, { status: 404 });
  try {
    const body = await readFile(file);
    return new Response(new Uint8Array(body), {
      headers: {
        'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
      },
    });
  } catch {
    return new Response(null, { status: 404 });
  }
}

function decodePath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
