/** Leaves a shell with a status; carried by throwing, since any depth of the script may ask for it. */
export class ShellExit extends Error {
  override readonly name = 'ShellExit';
  readonly status: number;

  constructor(status: number) {
    super(`exit ${status}`);
    this.status = status & 0xff;
  }
}

/** An error of the script itself (bad substitution, unset parameter): said on stderr, then the shell ends. */
export class ScriptFailure extends Error {
  override readonly name = 'ScriptFailure';
  readonly status: number;

  constructor(text: string, status = 1) {
    super(text);
    this.status = status;
  }
}

/** `return` from a function or a sourced script. */
export class FunctionReturn extends Error {
  override readonly name = 'FunctionReturn';
  readonly status: number;

  constructor(status: number) {
    super(`return ${status}`);
    this.status = status & 0xff;
  }
}

/** `break` or `continue`, with the number of loops it still has to leave. */
export class LoopJump extends Error {
  override readonly name = 'LoopJump';
  readonly kind: 'break' | 'continue';
  readonly levels: number;

  constructor(kind: 'break' | 'continue', levels: number) {
    super(`${kind} ${levels}`);
    this.kind = kind;
    this.levels = levels;
  }
}
