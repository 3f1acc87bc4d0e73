import type { PhoneProgram } from '../phone-program.ts';

/** `sm`: the volumes of the phone, which has no removable one (AOSP cmds/sm). */
export const sm: PhoneProgram = async (process, phone) => {
  const [verb, kind = 'all'] = process.args;
  switch (verb) {
    case 'list-volumes':
      await process.print(kind === 'public' ? '' : `private mounted null\n${emulatedVolume(phone.sdk)} mounted null\n`);
      return 0;
    case 'list-disks':
      return 0;
    case 'has-adoptable':
    case 'get-primary-storage-uuid':
      await process.print(verb === 'has-adoptable' ? 'false\n' : 'null\n');
      return 0;
    default:
      await process.printError(
        'usage: sm list-disks [adoptable]\n       sm list-volumes [public|private|emulated|all]\n',
      );
      return 1;
  }
};

/** The emulated volume carries its user since Android 11. */
function emulatedVolume(sdk: number): string {
  return sdk >= 30 ? 'emulated;0' : 'emulated';
}
