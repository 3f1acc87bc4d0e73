import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, isRendererAddress, isRequestAllowed } from '../../../electron/app/renderer-origin.ts';

describe('addresses of the renderer', () => {
  it('takes its own pages', () => {
    expect(isRendererAddress('jiqun://console/index.html?x=1#y')).toBe(true);
  });

  it.each([
    'https://console/index.html',
    'jiqun://console.evil.example/index.html',
    'jiqun://other/index.html',
    'jiqun:console/index.html',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'not an address',
    '',
  ])('refuses %s', (address) => {
    expect(isRendererAddress(address)).toBe(false);
  });
});

describe('requests of the page', () => {
  it.each(['jiqun://console/assets/a.js', 'data:image/png;base64,AAAA', 'blob:jiqun://console/1-2', 'devtools://x/y'])(
    'lets %s through',
    (address) => expect(isRequestAllowed(address)).toBe(true),
  );

  it.each([
    'http://127.0.0.1/',
    'https://example.com/a.js',
    'file:///etc/hosts',
    'data:text/html,<b>',
    'blob:https://x/1',
    'ws://a/',
  ])('stops %s', (address) => expect(isRequestAllowed(address)).toBe(false));
});

describe('content security policy', () => {
  it('starts from nothing and allows no inline script', () => {
    expect(contentSecurityPolicy).toContain("default-src 'none'");
    expect(/script-src[^;]*unsafe/.test(contentSecurityPolicy)).toBe(false);
  });
});
