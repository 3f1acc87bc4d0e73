import type { Program, ProgramProcess } from '../shell/program.ts';
import type { Phone } from './phone.ts';

/** A program that looks at or changes the phone it runs on. */
export type PhoneProgram = (process: ProgramProcess, phone: Phone) => Promise<number>;

/** A program under its name, made for one phone, which notes every run of it. */
export function onPhone(name: string, program: PhoneProgram, phone: Phone): Program {
  return (process) => {
    phone.setup.commands.note(name, process.args);
    return program(process, phone);
  };
}
