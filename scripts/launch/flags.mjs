/**
 * @typedef {object} StartFlags
 * @property {string | null} adbPath
 * @property {boolean} isOnce
 * @property {boolean} isHelp
 * @property {readonly string[]} forApp everything but `--help`, as the console itself reads it
 */

export const usage = `npm start -- [flags]
  --phones N         N 台虚拟手机 / N virtual phones (0: none)
  --data DIR         数据文件夹 / data folder
  --adb PATH         指定 adb / the adb to use
  --adb-port PORT    本机 adb 服务端口 / port of this machine's adb server
  --screenshot PATH  就绪截图 / where the READY picture goes
  --once             就绪后退出 / exit once ready`;

/**
 * Reads what the starter itself needs of the flags; the console reads the rest.
 *
 * @param {readonly string[]} argv
 * @returns {StartFlags}
 * @throws when a flag that needs a value has none
 */
export function parseStartFlags(argv) {
  return {
    adbPath: valueOf(argv, '--adb'),
    isOnce: argv.includes('--once'),
    isHelp: argv.includes('--help') || argv.includes('-h'),
    forApp: argv.filter((argument) => argument !== '--help' && argument !== '-h'),
  };
}

/**
 * The value of `--name value` or `--name=value`; the last one wins.
 *
 * @param {readonly string[]} argv
 * @param {string} name
 * @returns {string | null}
 */
export function valueOf(argv, name) {
  /** @type {string | null} */
  let value = null;
  for (const [index, argument] of argv.entries()) {
    if (argument.startsWith(`${name}=`)) value = argument.slice(name.length + 1);
    else if (argument === name) value = argv[index + 1] ?? '';
  }
  if (value === '' || value?.startsWith('--') === true) throw new Error(`${name} needs a value`);
  return value;
}

/**
 * Electron's command line.
 *
 * @param {object} options
 * @param {StartFlags} options.flags
 * @param {boolean} options.isFallback
 * @param {boolean} options.isRootOnLinux Chromium's sandbox refuses to run as root
 * @param {boolean} options.isVirtualDisplay nobody sees the window: it reports on stdout
 * @param {readonly string[]} options.displayFlags
 * @param {string | null} options.adbPath the adb that the bootstrap found
 * @param {string} options.root
 * @returns {readonly string[]}
 */
export function electronArguments({ flags, isFallback, isRootOnLinux, isVirtualDisplay, displayFlags, adbPath, root }) {
  return [
    ...(isFallback ? [] : [root]),
    ...(isRootOnLinux ? ['--no-sandbox'] : []),
    ...displayFlags,
    ...(isFallback ? ['--fallback-runtime'] : []),
    ...(isVirtualDisplay && !flags.isOnce ? ['--report-ready'] : []),
    ...(adbPath === null || flags.adbPath !== null ? [] : [`--adb=${adbPath}`]),
    ...flags.forApp,
  ];
}
