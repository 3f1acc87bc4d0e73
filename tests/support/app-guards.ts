import { createServer } from 'node:http';
import { z } from 'zod';
import type { RunningConsole } from './electron-app.ts';

/** A bad thing a page could try. `attempt` answers `refused`, or says what went through. */
export interface GuardCase {
  readonly guard:
    | 'sender'
    | 'navigation'
    | 'window'
    | 'permission'
    | 'file-url'
    | 'request'
    | 'download'
    | 'payload'
    | 'isolation';
  readonly title: string;
  /** Event that our own guard must log; left out where Chromium or the content policy refuses before it is asked. */
  readonly evidence?: string;
  readonly attempt: (running: RunningConsole) => Promise<string>;
}

/** Makes the attempt; `refused` only if our own guard said so in the log, where it is the one to refuse. */
export async function tryGuard(running: RunningConsole, { evidence, attempt }: GuardCase): Promise<string> {
  if (evidence === undefined) return attempt(running);
  const count = (): number => running.readLog().split(`"event":"${evidence}"`).length;
  const before = count();
  const answer = await attempt(running);
  return count() > before ? answer : `${answer}, but not by our guard`;
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
  ...(/^(?:https|jiqun):/u.test(address) && { evidence: 'navigation-refused' }),
  attempt: async ({ page }) => {
    await runInPage(page, `window.location.href = ${JSON.stringify(address)}; return '';`);
    // A navigation that was let through has begun by the time the page has painted again.
    await runInPage(page, "return new Promise((done) => requestAnimationFrame(() => done('painted')));");
    return page.url().startsWith(entry) ? 'refused' : page.url();
  },
}));

const windowCases = ['https://example.com/', entry, 'file:///etc/hosts', 'about:blank'].map((address): GuardCase => ({
  guard: 'window',
  ...(!address.startsWith('file:') && { evidence: 'window-refused' }),
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
    evidence: 'permission-refused',
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

/** Asked of the session itself, past every content policy: only the request filter stands in the way. */
const sessionCases: readonly GuardCase[] = [
  {
    guard: 'request',
    title: 'a request to a server that would answer',
    evidence: 'request-refused',
    attempt: async ({ app }) => {
      let hits = 0;
      const server = createServer((_request, response) => {
        hits += 1;
        response.end('x');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const answer = await app.evaluate(
        ({ session }, url) => session.defaultSession.fetch(url).then(() => 'loaded', String),
        `http://127.0.0.1:${port}/`,
      );
      server.close();
      return hits === 0 && answer.includes('ERR_BLOCKED_BY_CLIENT') ? 'refused' : `${answer}, ${hits} hits`;
    },
  },
  {
    guard: 'file-url',
    title: 'a window of main on file:///etc/hosts',
    evidence: 'request-refused',
    attempt: async ({ app }) => {
      const answer = await app.evaluate(async ({ BrowserWindow }) => {
        const window = new BrowserWindow({ show: false });
        const outcome = await window.loadURL('file:///etc/hosts').then(() => 'loaded', String);
        window.destroy();
        return outcome;
      });
      return answer.includes('ERR_BLOCKED_BY_CLIENT') ? 'refused' : answer;
    },
  },
  {
    guard: 'download',
    title: 'saving a file',
    evidence: 'download-refused',
    attempt: async (running) => {
      await runInPage(
        running.page,
        `const link = document.createElement('a');
         link.href = URL.createObjectURL(new Blob(['x']));
         link.download = 'x.txt';
         link.click();
         return '';`,
      );
      const isLogged = (): boolean => running.readLog().includes('"event":"download-refused"');
      for (let look = 0; look < 50 && !isLogged(); look++) {
        await runInPage(running.page, "return new Promise((done) => requestAnimationFrame(() => done('')));");
      }
      return isLogged() ? 'refused' : 'no refusal seen';
    },
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
         return found.length === 0 && bridge === 'cancel,invoke,subscribe' ? 'refused' : [...found, bridge].join(' ');`,
      ),
  },
];

export const guardCases: readonly GuardCase[] = [
  ...senderCases,
  ...navigationCases,
  ...windowCases,
  ...permissionCases,
  ...requestCases,
  ...sessionCases,
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
