import process from 'node:process';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';

const executable = process.argv[2];
if (executable === undefined) throw new Error('usage: set-fallback-fuses.mjs ELECTRON');
await flipFuses(executable, {
  version: FuseVersion.V1,
  [FuseV1Options.EnableNodeCliInspectArguments]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
});
