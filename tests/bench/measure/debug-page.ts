import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { isRendererAddress } from '../../../electron/app/renderer-origin.ts';

const targetsSchema = z.array(z.object({ type: z.string(), url: z.string(), webSocketDebuggerUrl: z.string() }));
const answerSchema = z.object({ result: z.object({ result: z.object({ value: z.number() }) }) });
const goneSchema = z.object({ error: z.object({ message: z.string().regex(/context was destroyed/) }) });
const lookEveryMs = 10;
const scriptLimitMs = 60_000;

/**
 * The page of an Electron that was started with `--remote-debugging-port`: asked over Chromium's own protocol, which,
 * unlike Playwright, holds the start up nowhere.
 */
export class DebugPage {
  readonly #socket: WebSocket;
  #askedCount = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** Resolves as soon as the console's own page is there; a window begins with an empty one. */
  static async connect(port: number, limitMs: number): Promise<DebugPage> {
    const deadline = performance.now() + limitMs;
    while (performance.now() < deadline) {
      const address = await findPage(port);
      if (address !== null) return new DebugPage(await open(address));
      await delay(lookEveryMs);
    }
    throw new Error(`no page within ${limitMs} ms`);
  }

  /** Runs a script that resolves with a number; begins it again when the page it ran in makes room for the next. */
  async run(script: string): Promise<number> {
    for (;;) {
      const answer = await this.#evaluate(script);
      if (answer !== null) return answer;
    }
  }

  /** Null when the page went away under the script. */
  #evaluate(script: string): Promise<number | null> {
    this.#askedCount += 1;
    const id = this.#askedCount;
    const answered = new Promise<number | null>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`no answer within ${scriptLimitMs} ms: ${script}`)),
        scriptLimitMs,
      );
      this.#socket.addEventListener('message', ({ data }) => {
        const message = z.looseObject({ id: z.number().optional() }).parse(JSON.parse(String(data)));
        if (message.id !== id) return;
        clearTimeout(timer);
        const answer = answerSchema.safeParse(message);
        if (answer.success) resolve(answer.data.result.result.value);
        else if (goneSchema.safeParse(message).success) resolve(null);
        else reject(new Error(`${script}: ${JSON.stringify(message)}`));
      });
    });
    const params = { expression: script, awaitPromise: true, returnByValue: true };
    this.#socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }));
    return answered;
  }

  close(): void {
    this.#socket.close();
  }
}

async function findPage(port: number): Promise<string | null> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/json/list`);
    const targets = targetsSchema.parse(await response.json());
    return targets.find(({ type, url }) => type === 'page' && isRendererAddress(url))?.webSocketDebuggerUrl ?? null;
  } catch {
    return null; // Not listening yet; the caller's limit bounds the wait.
  }
}

function open(address: string): Promise<WebSocket> {
  const socket = new WebSocket(address);
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(socket), { once: true });
    socket.addEventListener('error', () => reject(new Error(`${address} cannot be reached`)), { once: true });
  });
}
