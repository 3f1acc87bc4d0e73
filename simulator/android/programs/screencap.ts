import type { PhoneProgram } from '../phone-program.ts';

/** `screencap [-p] [-d ID] [PATH]`: a PNG; the raw form that `-p` leaves out is served as PNG too, since nobody asks for it. */
export const screencap: PhoneProgram = async (process, phone) => {
  const path = process.args.findLast((argument) => argument !== '-' && !argument.startsWith('-'));
  const png = await phone.display.screens.paint();
  if (path === undefined || path === '-') {
    await process.write(png);
    return 0;
  }
  const refused = process.files.write(process.path(path), png);
  if (refused === null) return 0;
  await process.printError(`Error opening file: ${path} (${refused.errno})\n`);
  return 1;
};
