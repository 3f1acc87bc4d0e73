import type { SerialShape } from '../models/phone-model.ts';
import type { SeededRandom } from '../world/seeded-random.ts';

const hex = '0123456789abcdef';
const upper = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const digits = '0123456789';

/** A serial in the form of the vendor. */
export function makeSerial(shape: SerialShape, random: SeededRandom): string {
  switch (shape) {
    case 'hex8':
      return random.letters(hex, 8);
    case 'hex12':
      return random.letters(hex, 12);
    case 'hex16':
      return random.letters(hex, 16);
    case 'huawei':
      return `${random.letters(upper + digits, 3)}${random.letters(digits, 2)}${random.letters(upper + digits, 11)}`;
    case 'meizu':
      return `${random.letters(digits, 3)}QEDU${random.letters(upper + digits, 5)}`;
    case 'samsung':
      return `R5${random.letters(upper + digits, 9)}`;
    case 'google':
      return `${random.letters(digits, 4)}${random.letters(upper + digits, 10)}`;
    case 'alnum16':
      return random.letters(upper + digits, 16);
  }
}
