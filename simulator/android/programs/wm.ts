import type { PhoneProgram } from '../phone-program.ts';
import type { Phone } from '../phone.ts';

/** `wm size [WxH|reset]` and `wm density [N|reset]`; the override line comes second and is the one that counts. */
export const wm: PhoneProgram = async (process, phone) => {
  const [command, value] = process.args;
  if (command !== 'size' && command !== 'density') {
    await process.printError('usage: wm [subcommand] [options]\n');
    return 1;
  }
  if (value === undefined) {
    await process.print(command === 'size' ? describeSize(phone) : describeDensity(phone));
    return 0;
  }
  const isDone = command === 'size' ? changeSize(phone, value) : changeDensity(phone, value);
  if (isDone) return 0;
  await process.printError(`Error: bad ${command} ${value}\n`);
  return 1;
};

function describeSize({ display }: Phone): string {
  const { physicalSize, sizeOverride } = display;
  const override = sizeOverride === null ? '' : `Override size: ${sizeOverride.width}x${sizeOverride.height}\n`;
  return `Physical size: ${physicalSize.width}x${physicalSize.height}\n${override}`;
}

function describeDensity({ display }: Phone): string {
  const override = display.densityOverride === null ? '' : `Override density: ${display.densityOverride}\n`;
  return `Physical density: ${display.physicalDensity}\n${override}`;
}

function changeSize({ display }: Phone, value: string): boolean {
  if (value === 'reset') {
    display.setSizeOverride(null);
    return true;
  }
  const match = /^(\d{2,5})x(\d{2,5})$/u.exec(value);
  if (match === null) return false;
  display.setSizeOverride({ width: Number(match[1]), height: Number(match[2]) });
  return true;
}

function changeDensity({ display }: Phone, value: string): boolean {
  if (value === 'reset') {
    display.setDensityOverride(null);
    return true;
  }
  if (!/^\d{2,4}$/u.test(value)) return false;
  display.setDensityOverride(Number(value));
  return true;
}
