const invisibleMarks = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

/** For comparing only: no invisible or bidirectional marks, every kind of space one plain space, ends trimmed. */
export function evenOut(text: string): string {
  return text.replaceAll(invisibleMarks, '').replaceAll(/\s+/g, ' ').trim();
}
