import type { ServiceStream } from '../adbd-stream.ts';
import type { ReverseTable } from '../reverse-table.ts';

/**
 * Answers one `reverse:` request the way adbd does: `OKAY` (once, unlike the host side of `forward`), a chosen port
 * as a counted string, or `FAIL` with a counted reason. Source: AOSP `adb.cpp`, `handle_forward_request`.
 */
export function answerReverse(request: string, table: ReverseTable, stream: ServiceStream): Promise<void> {
  return stream.write(Buffer.from(decide(request, table)));
}

function decide(request: string, table: ReverseTable): string {
  if (request === 'list-forward') return counted(table.describe());
  if (request === 'killforward-all') {
    table.clear();
    return 'OKAY';
  }
  if (request.startsWith('killforward:')) return remove(request.slice('killforward:'.length), table);
  if (request.startsWith('forward:')) return add(request.slice('forward:'.length), table);
  return refuse('not a reverse forwarding command');
}

function remove(local: string, table: ReverseTable): string {
  if (local === '' || local.includes(';')) return refuse(`bad killforward: ${local}`);
  return table.remove(local) ? 'OKAY' : refuse(`listener '${local}' not found`);
}

function add(request: string, table: ReverseTable): string {
  const mayRebind = !request.startsWith('norebind:');
  const spec = mayRebind ? request : request.slice('norebind:'.length);
  const [local = '', remote = '', ...rest] = spec.split(';');
  if (local === '' || remote === '' || remote.startsWith('*') || rest.length > 0) return refuse(`bad forward: ${spec}`);
  const result = table.add(local, remote, mayRebind);
  if (result === null) return 'OKAY';
  return typeof result === 'number' ? `OKAY${counted(String(result))}` : refuse(result.message);
}

function refuse(reason: string): string {
  return `FAIL${counted(reason)}`;
}

function counted(text: string): string {
  return `${Buffer.byteLength(text).toString(16).padStart(4, '0')}${text}`;
}
