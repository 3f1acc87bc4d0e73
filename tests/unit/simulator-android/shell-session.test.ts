import { describe, expect, it, vi } from 'vitest';
import { StillClock, TestPhone } from '../../support/phone-shell.ts';

/** A command that is under way, fed and read by hand. */
class RunningCommand {
  readonly ended: Promise<number>;
  readonly #abort = new AbortController();
  readonly #fed: (Uint8Array | null)[] = [];
  #wake: () => void = () => undefined;
  #output = '';

  constructor(phone: TestPhone, command: string, hasTerminal = false) {
    const write = (bytes: Uint8Array): Promise<void> => {
      this.#output += Buffer.from(bytes).toString();
      return Promise.resolve();
    };
    const { signal } = this.#abort;
    this.ended = phone.device.run(command, {
      stdin: this.#stdin(),
      writeOut: write,
      writeErr: write,
      signal,
      hasTerminal,
    });
  }

  get output(): string {
    return this.#output;
  }

  type(text: string): void {
    this.#fed.push(Buffer.from(text));
    this.#wake();
  }

  endInput(): void {
    this.#fed.push(null);
    this.#wake();
  }

  hangUp(): void {
    this.#abort.abort();
  }

  async *#stdin(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = this.#fed.shift();
      if (next === null) return;
      if (next !== undefined) yield next;
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }
}

describe('commands and their streams', () => {
  it('run before the host has closed standard input', async () => {
    const command = new RunningCommand(new TestPhone(), 'echo early; cat; echo late');
    await vi.waitFor(() => expect(command.output).toBe('early\n'));
    command.type('typed\n');
    await vi.waitFor(() => expect(command.output).toBe('early\ntyped\n'));
    command.endInput();
    expect(await command.ended).toBe(0);
    expect(command.output).toBe('early\ntyped\nlate\n');
  });

  it('leave unread lines to the next command of the script', async () => {
    const { stdout } = await new TestPhone().run('read first; echo "<$first>"; cat', 'one\ntwo\nthree\n');
    expect(stdout).toBe('<one>\ntwo\nthree\n');
  });

  it('stream through a pipe, and end the writer when the reader has enough', async () => {
    const clock = new StillClock();
    const { stdout, status } = await new TestPhone({ clock }).run('logcat | head -n 2 | wc -l');
    expect(stdout).toBe('2\n');
    expect(status).toBe(0);
    expect(clock.waitingCount).toBe(0);
  });

  it('pass all 256 byte values unchanged', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, value) => value);
    const phone = new TestPhone();
    const { stdout } = await phone.runRaw('cat > /data/local/tmp/b; cat /data/local/tmp/b | cat', bytes);
    expect(Buffer.compare(stdout, Buffer.from(bytes))).toBe(0);
  });

  it('end with the status of a hang-up when the host goes away, and leave no timer', async () => {
    const clock = new StillClock();
    const command = new RunningCommand(new TestPhone({ clock }), 'echo begun; sleep 100; echo never');
    await vi.waitFor(() => expect(clock.waitingCount).toBe(1));
    command.hangUp();
    expect(await command.ended).toBe(129);
    expect(command.output).toBe('begun\n');
    expect(clock.waitingCount).toBe(0);
  });

  it('can be stopped in an endless loop, which lets others run meanwhile', async () => {
    const phone = new TestPhone();
    const command = new RunningCommand(phone, 'while true; do :; done');
    expect(await phone.output('echo alive')).toBe('alive\n');
    command.hangUp();
    expect(await command.ended).toBe(129);
  });

  it('in the background outlive their shell and end when the phone goes down', async () => {
    const clock = new StillClock();
    const phone = new TestPhone({ clock });
    expect(await phone.output('sleep 1000 & echo started')).toBe('started\n');
    expect(clock.waitingCount).toBe(1);
    phone.device.reboot('system');
    await vi.waitFor(() => expect(clock.waitingCount).toBe(0));
  });

  it('sleep on the clock of the phone', async () => {
    const clock = new StillClock();
    const command = new RunningCommand(new TestPhone({ clock }), 'sleep 5; echo rested');
    await vi.waitFor(() => expect(clock.waitingCount).toBe(1));
    clock.advance(4999);
    expect(command.output).toBe('');
    clock.advance(1);
    expect(await command.ended).toBe(0);
    expect(command.output).toBe('rested\n');
  });
});

describe('an interactive shell', () => {
  it('prompts on a terminal, keeps its state between lines and ends with exit', async () => {
    const command = new RunningCommand(new TestPhone({ modelKey: 'redmi_7' }), '', true);
    await vi.waitFor(() => expect(command.output).toBe('onc:/ $ '));
    command.type('x=kept; cd /data/local/tmp\n');
    await vi.waitFor(() => expect(command.output).toBe('onc:/ $ onc:/data/local/tmp $ '));
    command.type('echo $x; exit 3\n');
    expect(await command.ended).toBe(3);
    expect(command.output).toContain('kept\n');
  });

  it('waits for the rest of an unfinished construct', async () => {
    const command = new RunningCommand(new TestPhone(), '');
    command.type('for i in 1 2\ndo echo n$i\ndone\n');
    command.endInput();
    await command.ended;
    expect(command.output).toBe('n1\nn2\n');
  });

  it('goes on after an error', async () => {
    const command = new RunningCommand(new TestPhone(), '');
    command.type('nosuch\necho ${missing:?gone}\necho still here\n');
    command.endInput();
    expect(await command.ended).toBe(0);
    expect(command.output).toContain('still here');
  });
});

describe('complaints', () => {
  it.each([
    ['redmi_5a', 'not found'],
    ['honor_8x', 'not found'],
    ['oppo_r17', 'inaccessible or not found'],
    ['pixel_4a', 'inaccessible or not found'],
  ])('of %s about an unknown command read "%s"', async (modelKey, text) => {
    const { stderr, status } = await new TestPhone({ modelKey }).run('nosuch');
    expect(stderr).toBe(`/system/bin/sh: nosuch: ${text}\n`);
    expect(status).toBe(127);
  });

  it.each([
    ['echo x > /system/x', "/system/bin/sh: can't create /system/x: Read-only file system\n", 1],
    ['cat < /nowhere', "/system/bin/sh: can't open /nowhere: No such file or directory\n", 1],
    ['/system', "/system/bin/sh: /system: can't execute: Is a directory\n", 126],
    ['cat /data/local', 'cat: /data/local: Is a directory\n', 1],
    ['ls /data', 'ls: /data: Permission denied\n', 1],
    ['echo )', "/system/bin/sh: syntax error: unexpected ')'\n", 1],
    ['set -u; echo $gone', '/system/bin/sh: gone: parameter not set\n', 1],
    ['ls -9', `ls: Unknown option '9' (see "ls --help")\n`, 1],
  ])('%s', async (command, text, status) => {
    expect(await new TestPhone().run(command)).toEqual({ stdout: '', stderr: text, status });
  });
});
