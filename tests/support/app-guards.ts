import { z } from 'zod';
import type { RunningConsole } from './electron-app.ts';

/** A bad thing a page could try. `attempt` answers `refused`, or says what went through. */
export interface GuardCase {
  readonly guard: 'sender' | 'navigation' | 'window' | 'permission' | 'file-url' | 'request' | 'payload' | 'isolation';
  readonly title: string;
  readonly attempt: (running: RunningConsole) => Promise<string>;
}

/** A thing that must still work, so that refusing everything does not count as guarding. */
export interface PassCase {
  readonly title: string;
  readonly attempt: (running: RunningConsole) => Promise<string>;
}

const entry = 'jiqun://console/index.html';

const senderCases: readonly GuardCase[] = [
  {
    guard: 'sender',
    title: 'another window with the same preload and page',
    attempt: async ({ app }) => {
      const code = await app.evaluate(async ({ app: shell, BrowserWindow }, address) => {
        const preload = `${shell.getAppPath()}/out/preload/preload.cjs`;
        const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
        await foreign.loadURL(address);
        const answer: unknown = await foreign.webContents.executeJavaScript(
          "window.jiqun.invoke('desk.snapshot', {}).then((outcome) => outcome.error?.code ?? 'answered')",
        );
        foreign.destroy();
        return String(answer);
      }, entry);
      return code === 'forbidden-sender' ? 'refused' : code;
    },
  },
];

const navigationCases = [
  'https://example.com/',
  'file:///etc/hosts',
  'data:text/html,<p>x</p>',
  'jiqun://elsewhere/',
].map((address): GuardCase => ({
  guard: address.startsWith('file:') ? 'file-url' : 'navigation',
  title: `navigating the window to ${address}`,
  attempt: async ({ page }) => {
    await runInPage(page, `window.location.href = ${JSON.stringify(address)}; return '';`);
    // A navigation that was let through has begun by the time the page has painted again.
    await runInPage(page, "return new Promise((done) => requestAnimationFrame(() => done('painted')));");
    return page.url().startsWith(entry) ? 'refused' : page.url();
  },
}));

const windowCases = ['https://example.com/', entry, 'file:///etc/hosts', 'about:blank'].map((address): GuardCase => ({
  guard: 'window',
  title: `window.open of ${address}`,
  attempt: async ({ app, page }) => {
    const before = app.windows().length;
    const answer = await runInPage(page, `return window.open(${JSON.stringify(address)}) ? 'opened' : 'refused';`);
    return app.windows().length > before ? 'a window came up' : answer;
  },
}));

const permissionCases: readonly GuardCase[] = [
  ...['notifications', 'geolocation', 'camera', 'microphone', 'midi', 'clipboard-read'].map((name): GuardCase => ({
    guard: 'permission',
    title: `permission ${name}`,
    attempt: ({ page }) =>
      runInPage(
        page,
        `const { state } = await navigator.permissions.query({ name: '${name}' });
           return state === 'denied' ? 'refused' : state;`,
      ),
  })),
  {
    guard: 'permission',
    title: 'asking where the computer is',
    attempt: ({ page }) =>
      runInPage(
        page,
        `return new Promise((done) => navigator.geolocation.getCurrentPosition(
           () => done('granted'), (failure) => done(failure.code === 1 ? 'refused' : failure.message)));`,
      ),
  },
];

const addresses = [
  'http://127.0.0.1:9/',
  'https://example.com/x.js',
  'file:///etc/hosts',
  'jiqun://console/..%2fmain/main.js',
];

const requestCases: readonly GuardCase[] = [
  ...addresses.map((address): GuardCase => ({
    guard: address.startsWith('file:') ? 'file-url' : 'request',
    title: `fetching ${address}`,
    attempt: ({ page }) =>
      runInPage(
        page,
        `try { return (await fetch(${JSON.stringify(address)})).ok ? 'loaded' : 'refused'; }
           catch { return 'refused'; }`,
      ),
  })),
  {
    guard: 'request',
    title: 'an inline script',
    attempt: ({ page }) =>
      runInPage(
        page,
        `const script = document.createElement('script');
         script.textContent = "document.documentElement.dataset.inline = 'ran'";
         document.body.append(script);
         return document.documentElement.dataset.inline === 'ran' ? 'ran' : 'refused';`,
      ),
  },
];

const payloadCases: readonly GuardCase[] = [
  {
    guard: 'payload',
    title: 'a request of a million characters',
    attempt: ({ page }) =>
      expectCode(page, 'phones.setLabel', { phoneId: 'x', label: 'x'.repeat(1_000_000) }, 'payload-too-large'),
  },
  ...[
    { title: 'a wrong type', name: 'phones.setLabel', input: { phoneId: 7, label: 'x' } },
    { title: 'an unknown field', name: 'settings.update', input: { patch: {}, extra: true } },
    { title: 'a missing field', name: 'phones.setLabel', input: { phoneId: 'x' } },
    { title: 'nothing at all', name: 'settings.update', input: null },
    { title: 'a list for an object', name: 'desk.snapshot', input: [] },
  ].map(({ title, name, input }): GuardCase => ({
    guard: 'payload',
    title: `${title} in ${name}`,
    attempt: ({ page }) => expectCode(page, name, input, 'invalid-input'),
  })),
  ...['no.such', 'toString', '__proto__', 'constructor'].map((name): GuardCase => ({
    guard: 'payload',
    title: `the procedure ${name}`,
    attempt: ({ page }) => expectCode(page, name, {}, 'unknown-procedure'),
  })),
];

const isolationCases: readonly GuardCase[] = [
  {
    guard: 'isolation',
    title: 'Node and Electron inside the page',
    attempt: ({ page }) =>
      runInPage(
        page,
        `const found = ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in window);
         const bridge = Object.keys(window.jiqun).sort().join();
         return found.length === 0 && bridge === 'invoke,subscribe' ? 'refused' : [...found, bridge].join(' ');`,
      ),
  },
];

export const guardCases: readonly GuardCase[] = [
  ...senderCases,
  ...navigationCases,
  ...windowCases,
  ...permissionCases,
  ...requestCases,
  ...payloadCases,
  ...isolationCases,
];

/** What must still work in the same window after every attempt. */
export const passCases: readonly PassCase[] = [
  {
    title: 'the console window is answered',
    attempt: async ({ page }) => ((await invokeCode(page, 'desk.snapshot', {})) === 'ok' ? 'passed' : 'refused'),
  },
  {
    title: 'the page is still ours',
    attempt: ({ page }) => Promise.resolve(page.url().startsWith(entry) ? 'passed' : page.url()),
  },
  {
    title: 'copying text is permitted',
    attempt: ({ page }) =>
      runInPage(
        page,
        `const { state } = await navigator.permissions.query({ name: 'clipboard-write' });
         return state === 'granted' ? 'passed' : state;`,
      ),
  },
];

async function expectCode(page: RunningConsole['page'], name: string, input: unknown, wanted: string): Promise<string> {
  const code = await invokeCode(page, name, input);
  return code === wanted ? 'refused' : code;
}

function invokeCode(page: RunningConsole['page'], name: string, input: unknown): Promise<string> {
  return runInPage(
    page,
    `const outcome = await window.jiqun.invoke(${JSON.stringify(name)}, ${JSON.stringify(input)});
     return outcome.ok ? 'ok' : outcome.error.code;`,
  );
}

/** Page code is text, because the page's world has other types and globals than this program. */
async function runInPage(page: RunningConsole['page'], body: string): Promise<string> {
  return z.string().parse(await page.evaluate(`(async () => { ${body} })()`));
}
