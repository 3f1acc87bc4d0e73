import type { Program, ProgramProcess } from '../shell/program.ts';
import type { Phone } from './phone.ts';

/** A program that looks at or changes the phone it runs on. */
export type PhoneProgram = (process: ProgramProcess, phone: Phone) => Promise<number>;

/** A program under its name, made for one phone. */
export function onPhone(program: PhoneProgram, phone: Phone): Program {
  return (process) => program(process, phone);
}
