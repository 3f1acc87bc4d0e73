import { expect, test } from 'vitest';
import { chooseNames, parseCandidates, parseDependencies } from '../../../scripts/bootstrap/debian.mjs';
import { libraryPackages, packagesFor, parseMissing } from '../../../scripts/bootstrap/library-packages.mjs';

const ldd = `\tlinux-vdso.so.1 (0x00007ffd)
\tlibgtk-3.so.0 => not found
\tlibasound.so.2 => not found
\tlibgtk-3.so.0 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
`;

const policy = `libasound2:
  Installed: (none)
  Candidate: (none)
  Version table:
libasound2t64:
  Installed: (none)
  Candidate: 1.2.14-1
  Version table:
     1.2.14-1 500
`;

test('the libraries that the loader does not find are read once each', () => {
  expect(parseMissing(ldd)).toEqual(['libgtk-3.so.0', 'libasound.so.2']);
  expect(parseMissing('\tstatically linked\n')).toEqual([]);
});

test('libraries of one package ask for it once, unknown ones are named', () => {
  const { choices, unknown } = packagesFor(['libnss3.so', 'libsmime3.so', 'libnowhere.so.1']);
  expect(choices).toEqual([['libnss3']]);
  expect(unknown).toEqual(['libnowhere.so.1']);
});

test('the newer name of a renamed package stands first', () => {
  for (const names of Object.values(libraryPackages)) {
    expect(names.findIndex((name) => name.endsWith('t64'))).toBeLessThan(1);
  }
});

test('a package that is only a virtual name cannot be installed', () => {
  expect([...parseCandidates(policy)]).toEqual(['libasound2t64']);
});

test('each package gets the name that this release has', () => {
  const choices = [['libasound2t64', 'libasound2'], ['xvfb']];
  expect(chooseNames(choices, new Set(['libasound2t64', 'xvfb']))).toEqual(['libasound2t64', 'xvfb']);
  expect(chooseNames(choices, new Set(['libasound2']))).toEqual(['libasound2', 'xvfb']);
});

test('a dependency list is read without relations and virtual packages', () => {
  const text = 'adb\n  Depends: libc6\n |Depends: <virtual>\nlibc6\n<virtual>\n    libthing\nlibusb-1.0-0:amd64\n';
  expect(parseDependencies(text)).toEqual(['adb', 'libc6', 'libusb-1.0-0']);
});
