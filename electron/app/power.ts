import { powerMonitor, powerSaveBlocker } from 'electron';
import type { PowerPort } from '../jobs/power-port.ts';

/** The computer's sleep: held off while a job is under way (the display may go dark), and heard of afterwards. */
export function createPower(): PowerPort {
  return {
    stayAwake() {
      const blockerId = powerSaveBlocker.start('prevent-app-suspension');
      return () => void powerSaveBlocker.stop(blockerId);
    },
    onWoke(listener) {
      powerMonitor.on('resume', listener);
      return () => void powerMonitor.off('resume', listener);
    },
  };
}
