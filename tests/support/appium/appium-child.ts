import { AndroidUiautomator2Driver } from 'appium-uiautomator2-driver';
import { z } from 'zod';

/**
 * Appium's own driver, as it comes from npm, in a process of its own: it finds adb by the environment and prints a lot.
 * Each order is one of its commands by name, as Appium's server would run it.
 */
const orderSchema = z.object({ id: z.number(), command: z.string(), args: z.array(z.unknown()) });

const driver = new AndroidUiautomator2Driver();

process.on('message', (message) => {
  const { id, command, args } = orderSchema.parse(message);
  void answer(id, (): Promise<unknown> => driver.executeCommand(command, ...args));
});
process.on('disconnect', () => process.exit());

async function answer(id: number, run: () => Promise<unknown>): Promise<void> {
  try {
    process.send?.({ id, value: (await run()) ?? null });
  } catch (failure) {
    process.send?.({ id, error: failure instanceof Error ? failure.message : String(failure) });
  }
}
