/** Shorter ones are found in any text by chance; two Chinese characters as they are written are not. */
const shortestForm = 4;

/** The ways in which one text may be written where it should not be; a search for all of them ignores case. */
export function writtenForms(text: string): string[] {
  const bare = text.replaceAll(/[:.\- ]/g, '');
  const plain = [
    text,
    bare,
    ...(isHardwareAddress(text) ? [text.replaceAll(':', '-'), text.replaceAll(':', '.')] : []),
  ];
  const encoded = plain.flatMap((form) => {
    const base64 = Buffer.from(form).toString('base64');
    return [
      base64,
      base64.replaceAll('=', ''),
      Buffer.from(form).toString('base64url'),
      Buffer.from(form).toString('hex'),
      Buffer.from(form, 'utf16le').toString('hex'),
      encodeURIComponent(form),
    ];
  });
  return [...new Set([text, ...[...plain, ...encoded].filter((form) => form.length >= shortestForm)])];
}

function isHardwareAddress(text: string): boolean {
  return /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/.test(text);
}

/** Which of the texts stand anywhere in `haystack`, in whatever form. */
export function findAnyForm(haystack: string, texts: readonly string[]): string[] {
  const searched = haystack.toLowerCase();
  return texts.filter((text) => writtenForms(text).some((form) => searched.includes(form.toLowerCase())));
}
