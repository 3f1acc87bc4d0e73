import { utilityProcess } from 'electron';
import type { DemoLauncher } from '../demo/demo-launcher.ts';
import type { Logger } from '../runtime/logger.ts';

/** Runs the simulator in a utilityProcess of the app: no Node binary is needed on the operator's machine. */
export function createUtilityLauncher(_simulatorFile: string, _logger: Logger): DemoLauncher {
  void utilityProcess;
  throw new Error('written once the child-process launcher of headless shows what can be shared');
}
