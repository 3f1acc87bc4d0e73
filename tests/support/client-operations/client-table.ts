import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { clientOperations, createClients, tryOperation, type OperationOutcome } from './run-operations.ts';

/** One operation with the outcome of each client, by client name. */
export interface ClientRow {
  readonly operation: string;
  readonly model: string;
  readonly outcomes: ReadonlyMap<string, OperationOutcome>;
}

/** Tries every operation with every client on every phone of a desk, one after the other. */
export async function measureClients(desk: VirtualDesk, signal: AbortSignal): Promise<readonly ClientRow[]> {
  const rows: ClientRow[] = [];
  for (const phone of desk.phones) {
    const clients = createClients(desk, phone);
    for (const operation of clientOperations) {
      const outcomes = new Map<string, OperationOutcome>();
      for (const client of clients) {
        signal.throwIfAborted();
        outcomes.set(client.name, await tryOperation(operation, client, phone));
      }
      rows.push({ operation: operation.id, model: phone.model, outcomes });
    }
    await Promise.all(clients.map((client) => client.dispose()));
  }
  return rows;
}

/** The rows as a table for people, one line an operation. */
export function describeClientTable(rows: readonly ClientRow[]): string {
  const names = [...(rows[0]?.outcomes.keys() ?? [])];
  const width = Math.max(0, ...rows.map((row) => row.operation.length));
  const head = ['operation'.padEnd(width), ...names.map((name) => name.padEnd(12)), 'model'].join('  ');
  const lines = rows.map((row) => {
    const cells = names.map((name) => describeOutcome(row.outcomes.get(name)).padEnd(12));
    return [row.operation.padEnd(width), ...cells, row.model].join('  ');
  });
  return [head, ...lines].join('\n');
}

function describeOutcome(outcome: OperationOutcome | undefined): string {
  if (outcome === undefined) return '-';
  if (outcome.kind === 'passed') return `${Math.round(outcome.tookMs)} ms`;
  return outcome.kind === 'failed' ? `FAILED ${outcome.reason}` : 'not offered';
}
