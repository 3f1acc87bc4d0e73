import type { AdbServer } from '../../../electron/adb/adb-server.ts';
import type { PhoneShell } from '../../../electron/automation/screen-reader.ts';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';

/** The shell of one phone of a desk, over its adb server. */
export async function linkTo(client: AdbServer, desk: VirtualDesk, index: number): Promise<PhoneShell> {
  const rows = await client.listDevices({ timeoutMs: 5_000 });
  const row = rows.ok ? rows.value.find((candidate) => candidate.serial === desk.phone(index).address) : undefined;
  const transportId = row?.transportId;
  if (transportId === undefined || transportId === null) throw new Error(`phone ${index} is not listed`);
  return { shell: (command, options) => client.shell(transportId, command, options) };
}
