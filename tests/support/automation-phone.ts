import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { z } from 'zod';
import { automationApks, runner } from './automation-apks.ts';
import { type ShellAnswer, StillClock, TestPhone } from './phone-shell.ts';

const responseSchema = z.object({ sessionId: z.string().nullable(), value: z.unknown() });
const sessionSchema = z.object({ sessionId: z.string() });

export interface ServerAnswer {
  readonly status: number;
  readonly value: unknown;
}

/** A virtual phone without a wire whose UiAutomator2 server a test talks to. Its clock stands still. */
export class AutomationPhone {
  readonly clock = new StillClock();
  readonly phone: TestPhone;
  readonly #shell = new AbortController();
  #over: Promise<{ readonly stdout: Buffer; readonly stderr: string; readonly status: number }> | null = null;
  #sessionId = '';

  constructor(modelKey: string) {
    this.phone = new TestPhone({ modelKey, clock: this.clock });
  }

  get screens() {
    return this.phone.device.phone.display.screens;
  }

  /** Installs the real APK pair for an Android level, the phone's own unless said. */
  async install(sdk: number = this.phone.device.sdk): Promise<ShellAnswer> {
    const { server, test } = automationApks(sdk);
    const first = await this.#installOne(server);
    return first.status === 0 ? this.#installOne(test) : first;
  }

  /** Starts the server and waits until it listens. */
  start(): void {
    this.#over = this.phone.runRaw(`am instrument -w -e disableAnalytics true ${runner}`, '', this.#shell.signal);
  }

  /** Installs, starts and opens a session. */
  async open(): Promise<this> {
    await this.install();
    this.start();
    await this.settle();
    const { value } = await this.ask('POST', '/session', { capabilities: { firstMatch: [{}], alwaysMatch: {} } });
    this.#sessionId = sessionSchema.parse(value).sessionId;
    return this;
  }

  /** Lets the process come up on the phone's clock. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.clock.advance(1_000);
  }

  /** What `am instrument` printed by the time it ended. */
  async ended(): Promise<string> {
    const answer = await this.#over;
    return answer?.stdout.toString('utf8') ?? '';
  }

  /** Ends the shell that the server was started in. */
  hangUp(): void {
    this.#shell.abort();
  }

  get isListening(): boolean {
    const socket = this.phone.device.openSocket('tcp:6790');
    socket?.destroy();
    return socket !== null;
  }

  /** A command of the open session: `/source`, `/element`. */
  command(method: string, path: string, body?: unknown): Promise<ServerAnswer> {
    return this.ask(method, `/session/${this.#sessionId}${path}`, body);
  }

  ask(method: string, path: string, body?: unknown): Promise<ServerAnswer> {
    const socket = this.phone.device.openSocket('tcp:6790');
    if (socket === null) throw new Error('nothing listens on tcp:6790');
    return new Promise((resolve, reject) => {
      const sent = request({ method, path, createConnection: () => socket }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const value = text === '' ? null : responseSchema.parse(JSON.parse(text)).value;
          resolve({ status: response.statusCode ?? 0, value });
        });
      });
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** The id of the first element that a locator finds. */
  async find(strategy: string, selector: string): Promise<string> {
    const { value } = await this.command('POST', '/element', { strategy, selector, context: '' });
    return z.object({ ELEMENT: z.string() }).parse(value).ELEMENT;
  }

  #installOne(path: string): Promise<ShellAnswer> {
    const bytes = readFileSync(path);
    return this.phone.run(`cmd package install -r -t -S ${bytes.length}`, bytes);
  }
}
