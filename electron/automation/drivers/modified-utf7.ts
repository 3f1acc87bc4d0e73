/**
 * A text as the helper keyboard takes it through key events: letters and digits as they are, everything else as modified
 * UTF-7 (RFC 3501, 5.1.3: `&`, base64 of the UTF-16 units with `,` for `/`, `-`). Nothing of it means anything to a shell
 * or to `input text`, which turns `%s` into a space.
 */
export function encodeForKeyboard(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]+/g, (run) => `&${encodeUnits(run)}-`);
}

function encodeUnits(run: string): string {
  const bytes = Buffer.alloc(run.length * 2);
  for (let at = 0; at < run.length; at++) bytes.writeUInt16BE(run.charCodeAt(at), at * 2);
  return bytes.toString('base64').replaceAll('=', '').replaceAll('/', ',');
}
