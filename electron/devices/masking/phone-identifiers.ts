import type { Phone } from '../../contract/phones.ts';
import type { KnownIdentifier } from './identifier.ts';

type Named = {
  readonly facts: Pick<Phone['facts'], 'hardwareSerial'>;
  readonly routes: readonly Pick<Phone['routes'][number], 'serial'>[];
};

type Made = Pick<Phone['facts'], 'brand' | 'model' | 'device' | 'marketName' | 'certModel' | 'skin'>;

const shortestSerial = 4;
const shortestNote = 4;

/** What the console itself knows that tells a phone apart: its serials and addresses. */
export function identifiersOf({ facts, routes }: Named): KnownIdentifier[] {
  const serials = [facts.hardwareSerial, ...routes.map(({ serial }) => serial)];
  return serials.flatMap((serial) => (serial === null ? [] : serialOrAddress(serial)));
}

/** What says which model it is: the words stay in an export, also where a network is called by one of them. */
export function wordsOfModel({ brand, model, device, marketName, certModel, skin }: Made): string[] {
  return [brand, model, device, marketName, certModel, skin].filter((word) => word !== null && word !== undefined);
}

/** A note as texts that must not leave the console, line by line. */
export function textsOfNote(note: string): KnownIdentifier[] {
  const lines = note.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line.length >= shortestNote).map((value) => ({ kind: 'free-text', value }));
}

/** A phone on the network is listed under its address; one of this computer identifies nothing. */
function serialOrAddress(serial: string): KnownIdentifier[] {
  const address = /^(.+):\d{1,5}$/.exec(serial)?.[1];
  if (address !== undefined) {
    return address === 'localhost' || address.startsWith('127.') ? [] : [{ kind: 'ip', value: address }];
  }
  return serial.length < shortestSerial ? [] : [{ kind: 'serial', value: serial }];
}
