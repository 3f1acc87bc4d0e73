/**
 * The Debian packages that hold the shared libraries which Electron links to, by the library's name without version.
 * Newer releases renamed some for the 64-bit time transition (suffix t64): the newer name stands first.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const libraryPackages = {
  'libX11.so.6': ['libx11-6'],
  'libX11-xcb.so.1': ['libx11-xcb1'],
  'libXcomposite.so.1': ['libxcomposite1'],
  'libXcursor.so.1': ['libxcursor1'],
  'libXdamage.so.1': ['libxdamage1'],
  'libXext.so.6': ['libxext6'],
  'libXfixes.so.3': ['libxfixes3'],
  'libXi.so.6': ['libxi6'],
  'libXrandr.so.2': ['libxrandr2'],
  'libXrender.so.1': ['libxrender1'],
  'libXss.so.1': ['libxss1'],
  'libXtst.so.6': ['libxtst6'],
  'libasound.so.2': ['libasound2t64', 'libasound2'],
  'libatk-1.0.so.0': ['libatk1.0-0t64', 'libatk1.0-0'],
  'libatk-bridge-2.0.so.0': ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  'libatspi.so.0': ['libatspi2.0-0t64', 'libatspi2.0-0'],
  'libcairo.so.2': ['libcairo2'],
  'libcups.so.2': ['libcups2t64', 'libcups2'],
  'libdbus-1.so.3': ['libdbus-1-3'],
  'libdrm.so.2': ['libdrm2'],
  'libexpat.so.1': ['libexpat1'],
  'libfontconfig.so.1': ['libfontconfig1'],
  'libfreetype.so.6': ['libfreetype6'],
  'libgbm.so.1': ['libgbm1'],
  'libgdk-3.so.0': ['libgtk-3-0t64', 'libgtk-3-0'],
  'libgdk_pixbuf-2.0.so.0': ['libgdk-pixbuf-2.0-0'],
  'libgio-2.0.so.0': ['libglib2.0-0t64', 'libglib2.0-0'],
  'libglib-2.0.so.0': ['libglib2.0-0t64', 'libglib2.0-0'],
  'libgmodule-2.0.so.0': ['libglib2.0-0t64', 'libglib2.0-0'],
  'libgobject-2.0.so.0': ['libglib2.0-0t64', 'libglib2.0-0'],
  'libgtk-3.so.0': ['libgtk-3-0t64', 'libgtk-3-0'],
  'libnspr4.so': ['libnspr4'],
  'libnss3.so': ['libnss3'],
  'libnssutil3.so': ['libnss3'],
  'libpango-1.0.so.0': ['libpango-1.0-0'],
  'libpangocairo-1.0.so.0': ['libpangocairo-1.0-0'],
  'libplc4.so': ['libnspr4'],
  'libplds4.so': ['libnspr4'],
  'libsecret-1.so.0': ['libsecret-1-0'],
  'libsmime3.so': ['libnss3'],
  'libudev.so.1': ['libudev1'],
  'libuuid.so.1': ['libuuid1'],
  'libxcb.so.1': ['libxcb1'],
  'libxkbcommon.so.0': ['libxkbcommon0'],
  'libxshmfence.so.1': ['libxshmfence1'],
};

/**
 * Reads `ldd`.
 *
 * @param {string} text
 * @returns {readonly string[]} the names of the libraries that the loader does not find
 */
export function parseMissing(text) {
  const missing = [...text.matchAll(/^\s*(\S+) => not found/gmu)].map((match) => match[1] ?? '');
  return [...new Set(missing)];
}

/**
 * @param {readonly string[]} libraries
 * @returns {{ choices: readonly (readonly string[])[], unknown: readonly string[] }} the packages that hold them, each
 * with its names on different releases, and the libraries of which we know none
 */
export function packagesFor(libraries) {
  const known = libraries.filter((library) => libraryPackages[library] !== undefined);
  const choices = new Map(known.map((library) => [libraryPackages[library]?.[0], libraryPackages[library] ?? []]));
  return { choices: [...choices.values()], unknown: libraries.filter((library) => !known.includes(library)) };
}
