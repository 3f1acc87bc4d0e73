/** The keyboard of the helper app `io.appium.settings`: it takes text in modified UTF-7 (RFC 3501, 5.1.3) by key events. */
const unicodeService = 'UnicodeIME';

/** Whether the keyboard with this id (`package/.Class`) is of that kind: it shows nothing and decodes what is typed. */
export function isUnicodeKeyboard(id: string | null): boolean {
  return id?.split('/')[1]?.split('.').at(-1) === unicodeService;
}

/** `&TgBO-` is what stands between; `&-` is `&` itself; everything else stands for itself. */
export function decodeTyped(text: string): string {
  return text.replaceAll(/&([A-Za-z0-9+,]*)-/gu, (_, encoded: string) =>
    encoded === '' ? '&' : decodeUnits(encoded.replaceAll(',', '/')),
  );
}

function decodeUnits(encoded: string): string {
  const bytes = Buffer.from(encoded, 'base64');
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2) text += String.fromCharCode(bytes.readUInt16BE(at));
  return text;
}
