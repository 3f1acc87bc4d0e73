/** Pages at whose opening something may come between. */
export const pagePoints = ['home', 'search', 'group-list', 'chat', 'group-info', 'member-list', 'editor'] as const;
export type PagePoint = (typeof pagePoints)[number];

/** Stages of a deed: its tap has been taken; it took effect and the page does not show it yet; the page shows it. */
export const deedPoints = ['before-effect', 'after-effect', 'after-result'] as const;
export type DeedPoint = (typeof deedPoints)[number];

/** How a deed goes on from a stage: on, refused by the platform, failing for want of a network, or lost with its app. */
export type Verdict = 'go' | 'too-frequent' | 'no-network' | 'lost';

/** Whatever comes between an operator and the messenger. */
export interface Interrupter {
  /** A page has opened. */
  onPage(point: PagePoint, groupId: string | null): void;
  /** A deed has come to a stage; it goes on when `go` is called, at once or later. */
  onDeed(point: DeedPoint, groupId: string, go: (verdict: Verdict) => void): void;
}

export const undisturbed: Interrupter = {
  onPage: () => undefined,
  onDeed: (_point, _groupId, go) => go('go'),
};

/** How long things take in a messenger, in milliseconds. All zero: everything is there at once. */
export interface Pace {
  /** After a move the view tree is still that of the page before. */
  readonly staleTreeMs: number;
  /** A page shows only that it loads. */
  readonly loadMs: number;
  /** Search results are still those of the words before. */
  readonly searchMs: number;
  /** A deed is under way. */
  readonly replyMs: number;
}

export const instantPace: Pace = { staleTreeMs: 0, loadMs: 0, searchMs: 0, replyMs: 0 };
