import { ByteReader, encodeText, type ByteSink } from './byte-stream.ts';
import type { Descriptor, Descriptors } from './descriptors.ts';
import { describeErrno, isRefusal } from './errno.ts';
import type { Expander } from './expansion.ts';
import { joinPath } from './file-tree.ts';
import type { PhoneFiles } from './phone-files.ts';
import type { Redirection, WordNode } from './shell-grammar.ts';

/** A redirection that could not be made; the command does not run. */
export class RedirectionFailure extends Error {
  override readonly name = 'RedirectionFailure';
}

interface RedirectionScope {
  readonly expander: Expander;
  readonly files: PhoneFiles;
  readonly directory: string;
}

/** Writes to a file through an open descriptor; what a full disk refuses is lost, as the writer's exit status tells. */
class FileSink implements ByteSink {
  readonly #files: PhoneFiles;
  readonly #path: string;

  constructor(files: PhoneFiles, path: string) {
    this.#files = files;
    this.#path = path;
  }

  write(bytes: Uint8Array): Promise<void> {
    const refusal = this.#files.write(this.#path, bytes, { isAppending: true });
    return refusal === null ? Promise.resolve() : Promise.reject(new RedirectionFailure(describeErrno(refusal.errno)));
  }
}

/** The descriptors of a command after its redirections, applied from left to right. Throws {@link RedirectionFailure}. */
export async function redirect(
  redirections: readonly Redirection[],
  descriptors: Descriptors,
  scope: RedirectionScope,
): Promise<Descriptors> {
  const result = descriptors.copy();
  for (const redirection of redirections) await apply(redirection, result, scope);
  return result;
}

async function apply(redirection: Redirection, result: Descriptors, scope: RedirectionScope): Promise<void> {
  const { operator, target } = redirection;
  if (target.type === 'HereDoc') {
    const content = target.stripTabs ? withoutLeadingTabs(target.content) : target.content;
    const text = await scope.expander.toText(content);
    result.set(redirection.fd ?? 0, { reader: ByteReader.ofBytes(encodeText(text)) });
    return;
  }
  const text = await scope.expander.toText(target);
  switch (operator) {
    case '<<<':
      result.set(redirection.fd ?? 0, { reader: ByteReader.ofBytes(encodeText(`${text}\n`)) });
      return;
    case '<':
    case '<>':
      result.set(redirection.fd ?? 0, openInput(text, scope));
      return;
    case '>':
    case '>|':
    case '>>':
      result.set(redirection.fd ?? 1, openOutput(text, operator === '>>', scope));
      return;
    case '&>':
    case '&>>': {
      const both = openOutput(text, operator === '&>>', scope);
      result.set(1, both);
      result.set(2, both);
      return;
    }
    case '>&':
    case '<&':
      duplicate(text, redirection.fd ?? (operator === '>&' ? 1 : 0), result);
      return;
    case '<<':
    case '<<-':
      throw new RedirectionFailure('here document without content');
  }
}

/** `<<-`: tabs at the start of each line go, unless an expansion brought them. */
function withoutLeadingTabs(word: WordNode): WordNode {
  let isLineStart = true;
  const parts = word.parts.map((part) => {
    if (part.type !== 'Literal' && part.type !== 'SingleQuoted') {
      isLineStart = false;
      return part;
    }
    const opened = isLineStart ? part.value.replace(/^\t+/u, '') : part.value;
    isLineStart = part.value.endsWith('\n');
    return { ...part, value: opened.replaceAll(/\n\t+/gu, '\n') };
  });
  return { type: 'Word', parts };
}

function openInput(target: string, scope: RedirectionScope): Descriptor {
  const bytes = scope.files.read(joinPath(scope.directory, target));
  if (isRefusal(bytes)) throw new RedirectionFailure(`can't open ${target}: ${describeErrno(bytes.errno)}`);
  return { reader: ByteReader.ofBytes(bytes) };
}

function openOutput(target: string, isAppending: boolean, scope: RedirectionScope): Descriptor {
  const path = joinPath(scope.directory, target);
  const refusal = scope.files.write(path, new Uint8Array(), { isAppending });
  if (refusal !== null) throw new RedirectionFailure(`can't create ${target}: ${describeErrno(refusal.errno)}`);
  return { sink: new FileSink(scope.files, path) };
}

function duplicate(source: string, number: number, result: Descriptors): void {
  if (source === '-') {
    result.close(number);
    return;
  }
  const found = /^\d+$/u.test(source) ? result.get(Number(source)) : null;
  if (found === null) throw new RedirectionFailure(`${source}: bad file descriptor`);
  result.set(number, found);
}
