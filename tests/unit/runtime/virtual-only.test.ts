import { expect, it, vi } from 'vitest';
import type { ClockFault } from '../../../electron/runtime/clock-file.ts';
import { VirtualOnly, type ClockedPhone } from '../../../electron/runtime/virtual-only.ts';

const virtual: ClockedPhone = { phoneId: 'v', isVirtual: true, isAttached: true };
const real: ClockedPhone = { phoneId: 'r', isVirtual: false, isAttached: true };

function start(...first: ClockedPhone[]) {
  let phones = first;
  const listeners = new Set<() => void>();
  const onRefused = vi.fn<(fault: ClockFault) => void>();
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const guard = new VirtualOnly({ phones: () => phones, subscribe, onRefused });
  const show = (...next: ClockedPhone[]): void => {
    phones = next;
    for (const listener of listeners) listener();
  };
  return { guard, onRefused, show, listeners };
}

it('a desk of virtual phones may have its own clock', () => {
  const { guard, show } = start(virtual);
  show(virtual, virtual);
  expect(guard.refusal).toBeNull();
});

it('a real phone that is remembered and not attached is no hindrance', () => {
  expect(start(virtual, { ...real, isAttached: false }).guard.refusal).toBeNull();
});

it('is refused at the start where a real phone is attached', () => {
  const { guard, onRefused } = start(virtual, real);
  expect(guard.refusal).toMatchObject({ code: 'clock-real-phone', detail: { phoneId: 'r' } });
  expect(onRefused).toHaveBeenCalledOnce();
});

it('is refused when one gets attached, once, and stays so when it is gone', () => {
  const { guard, onRefused, show } = start(virtual);
  show(virtual, real);
  show(virtual, real);
  show(virtual);
  expect(guard.refusal?.code).toBe('clock-real-phone');
  expect(onRefused).toHaveBeenCalledOnce();
});

it('looks no more once it was disposed', () => {
  const { guard, listeners } = start(virtual);
  guard.dispose();
  expect(listeners.size).toBe(0);
});
