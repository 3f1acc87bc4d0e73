export interface ShellAnswer {
  readonly stdout: Buffer;
  /** Null where the client cannot tell it from stdout. */
  readonly stderr: Buffer | null;
  /** Null where the client does not read it. */
  readonly exitCode: number | null;
}

export interface FileFacts {
  readonly mode: number;
  readonly size: number;
}

/** Output of a command that goes on until it is stopped. */
export interface RunningCommand {
  /** Resolves when this much text has come. */
  waitFor(isEnough: (text: string) => boolean): Promise<string>;
  stop(): Promise<void>;
}

/**
 * One client of an adb server and one phone, as far as that client offers what is listed; what it does not offer is
 * absent. Every method rejects when the phone or the server refuses.
 */
export interface PhoneClient {
  readonly name: string;
  shell(command: string): Promise<ShellAnswer>;
  readonly readsExitCodes: boolean;
  /** Runs a command with standard input that ends. */
  shellWithInput?(command: string, input: Buffer): Promise<ShellAnswer>;
  /** Raw output, byte for byte. */
  exec?(command: string): Promise<Buffer>;
  start(command: string): Promise<RunningCommand>;
  push(content: Buffer, path: string): Promise<void>;
  pull(path: string): Promise<Buffer>;
  /** Null when there is no such file. */
  stat?(path: string): Promise<FileFacts | null>;
  list(path: string): Promise<readonly string[]>;
  install?(apk: Buffer, packageName: string): Promise<void>;
  uninstall?(packageName: string): Promise<void>;
  /** Forwards a free port of this computer to a socket on the phone; resolves with the port. */
  forward?(remote: string): Promise<number>;
  listForwards?(): Promise<readonly string[]>;
  /** Opens a service or a socket on the phone; resolves with what one message is answered with. */
  exchange?(service: string, message: string): Promise<string>;
  /** Lets a socket on the phone lead to a port of this computer. */
  reverse(remote: string, port: number): Promise<void>;
  listReverses(): Promise<readonly string[]>;
  removeReverse?(remote: string): Promise<void>;
  reboot(): Promise<void>;
  waitForDevice(): Promise<void>;
  features?(): Promise<readonly string[]>;
  /** Opens a service that does not exist; resolves with how it was refused. */
  openUnknown(): Promise<string>;
  dispose(): Promise<void>;
}
