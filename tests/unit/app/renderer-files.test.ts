import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveRendererFile, serveRendererFile } from '../../../electron/app/renderer-files.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'renderer-files-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('files of the renderer', () => {
  it('serves a page with its type and the content security policy', async () => {
    const response = await serveRendererFile(folder, 'jiqun://console/index.html');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('answers 404 for a file that is not there', async () => {
    expect((await serveRendererFile(folder, 'jiqun://console/none.js')).status).toBe(404);
  });

  it.each([
    'jiqun://console/..%2f..%2fetc%2fpasswd.html',
    'jiqun://console/%2e%2e/%2e%2e/secret.json/..',
    'jiqun://console/a%00.html',
    'jiqun://console/%zz.html',
    'jiqun://console/jiqun.db',
    'jiqun://console/',
    'jiqun://elsewhere/index.html',
  ])('refuses %s', (address) => {
    expect(resolveRendererFile(folder, address)).toBeNull();
  });
});
