import { describe, expect, test, vi } from 'vitest';
import { parseExecService, parseShellService } from '../../../simulator/adbd/services/command-plan.ts';
import { encodeShellHeader, ShellPacket } from '../../../simulator/adbd/services/shell-protocol.ts';
import { RawAdbHost, type RawAdbStream } from '../../support/raw-adb-host.ts';
import { startTinyAdbd } from '../../support/tiny-adbd.ts';

interface ShellOutcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
}

function unpack(bytes: Buffer): ShellOutcome {
  const texts = { stdout: '', stderr: '' };
  let exitCode: number | null = null;
  for (let at = 0; at + 5 <= bytes.length; at += 5 + bytes.readUInt32LE(at + 1)) {
    const data = bytes.subarray(at + 5, at + 5 + bytes.readUInt32LE(at + 1));
    if (bytes[at] === ShellPacket.stdout) texts.stdout += data.toString();
    else if (bytes[at] === ShellPacket.stderr) texts.stderr += data.toString();
    else if (bytes[at] === ShellPacket.exit) exitCode = data[0] ?? null;
  }
  return { ...texts, exitCode };
}

function pack(kind: number, text = ''): Buffer {
  return Buffer.concat([encodeShellHeader(kind, Buffer.byteLength(text)), Buffer.from(text)]);
}

async function open(service: string): Promise<RawAdbStream> {
  const { port } = await startTinyAdbd();
  const stream = await (await RawAdbHost.greet(port)).open(service);
  if (stream === null) throw new Error(`${service} was refused`);
  return stream;
}

const readText = async (service: string): Promise<string> => (await (await open(service)).read()).toString();

describe('service strings', () => {
  test.each([
    ['shell:ls', { command: 'ls', hasTerminal: false, usesProtocol: false }],
    ['shell:', { command: '', hasTerminal: true, usesProtocol: false }],
    ['shell,v2,raw:ls -l', { command: 'ls -l', hasTerminal: false, usesProtocol: true }],
    ['shell,v2,TERM=xterm-256color,pty:top', { command: 'top', hasTerminal: true, usesProtocol: true }],
    ['shell,raw:', { command: '', hasTerminal: false, usesProtocol: false }],
    ['shell,v2,future-thing:a:b', { command: 'a:b', hasTerminal: false, usesProtocol: true }],
  ])('%s', (service, plan) => {
    expect(parseShellService(service)).toEqual(plan);
  });

  test('line breaks belong to the command', () => {
    expect(parseShellService('shell:a\nb')?.command).toBe('a\nb');
  });

  test('other services are not shells', () => {
    expect(parseShellService('shellfish:')).toBeNull();
    expect(parseShellService('exec:ls')).toBeNull();
    expect(parseExecService('shell:ls')).toBeNull();
  });
});

describe('shell protocol', () => {
  test.each([0, 1, 7, 127, 255])('exit status %i comes back', async (status) => {
    const stream = await open(`shell,v2,raw:exit ${status}`);
    expect(unpack(await stream.read())).toEqual({ stdout: '', stderr: '', exitCode: status });
  });

  test('stdout and stderr are kept apart', async () => {
    expect(unpack(await (await open('shell,v2,raw:echo fine')).read())).toEqual({
      stdout: 'fine\n',
      stderr: '',
      exitCode: 0,
    });
    expect(unpack(await (await open('shell,v2,raw:err wrong')).read())).toEqual({
      stdout: '',
      stderr: 'wrong\n',
      exitCode: 1,
    });
  });

  test('standard input arrives and ends when the host closes it', async () => {
    const stream = await open('shell,v2,raw:cat');
    stream.write(Buffer.concat([pack(ShellPacket.windowSize, '80x24,0x0'), pack(ShellPacket.stdin, 'abc')]));
    stream.write(Buffer.concat([pack(ShellPacket.stdin, 'def'), pack(ShellPacket.closeStdin)]));
    expect(unpack(await stream.read())).toEqual({ stdout: 'abcdef', stderr: '', exitCode: 0 });
  });

  test('packets cut anywhere are put together', async () => {
    const stream = await open('shell,v2,raw:cat');
    const bytes = Buffer.concat([pack(ShellPacket.stdin, 'piecemeal'), pack(ShellPacket.closeStdin)]);
    for (const byte of bytes) stream.write(Buffer.from([byte]));
    expect(unpack(await stream.read()).stdout).toBe('piecemeal');
  });

  test('garbage on the input is the end of the input', async () => {
    const stream = await open('shell,v2,raw:cat');
    stream.write(Buffer.alloc(64, 0xff));
    expect(unpack(await stream.read())).toEqual({ stdout: '', stderr: '', exitCode: 0 });
  });
});

describe('without the protocol', () => {
  test('stderr is mixed into the output and line ends stay as they are', async () => {
    expect(await readText('shell:err wrong')).toBe('wrong\n');
    expect(await readText('exec:err wrong')).toBe('wrong\n');
    expect(await readText('shell:echo a')).toBe('a\n');
  });

  test('every byte value comes through', async () => {
    const bytes = await (await open('exec:bytes 1024')).read();
    expect(bytes.equals(Buffer.from(Array.from({ length: 1024 }, (_, index) => index & 0xff)))).toBe(true);
  });
});

describe('on a terminal', () => {
  test('output ends its lines with CR LF and stderr is part of it', async () => {
    expect(unpack(await (await open('shell,v2,pty:err wrong')).read())).toEqual({
      stdout: 'wrong\r\n',
      stderr: '',
      exitCode: 1,
    });
    expect(await readText('shell,pty:echo a')).toBe('a\r\n');
  });

  test('what is typed is echoed, and Enter sends the line', async () => {
    const stream = await open('shell:');
    stream.write(Buffer.from('echo hi\r'));
    expect((await stream.read((all) => all.includes('\nhi\r\n'))).toString()).toBe('echo hi\r\nhi\r\n');
    stream.write(Buffer.from('exit 0\r'));
    await stream.read();
  });

  test('backspace takes back a whole character', async () => {
    const stream = await open('shell:');
    stream.write(Buffer.from('echo 群\x7fok\r'));
    const text = (await stream.read((all) => all.toString().endsWith('ok\r\nok\r\n'))).toString();
    expect(text).toContain('\b \b');
    stream.close();
  });

  test('Ctrl-D on an empty line ends the shell', async () => {
    const stream = await open('shell:');
    stream.write(Buffer.from([4]));
    expect(await stream.read()).toHaveLength(0);
  });

  test('Ctrl-C ends a command and drops the line of an interactive shell', async () => {
    const { port, device } = await startTinyAdbd();
    const host = await RawAdbHost.greet(port);
    const command = await host.open('shell,pty:forever');
    await vi.waitFor(() => expect(device.runningCount).toBe(1));
    command?.write(Buffer.from([3]));
    expect((await command?.read())?.toString()).toBe('^C\r\n');
    const shell = await host.open('shell:');
    shell?.write(Buffer.from('echo no\x03echo yes\r'));
    const text = (await shell?.read((all) => all.toString().endsWith('yes\r\nyes\r\n')))?.toString();
    expect(text).not.toContain('\nno\r');
  });
});
