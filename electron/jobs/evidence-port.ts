import type { Outcome } from '../contract/outcome.ts';

export interface EvidencePicture {
  readonly bytes: Uint8Array;
  readonly mediaType: 'image/webp' | 'image/png';
  readonly takenAt: number;
}

/** Where the pictures of attempts are kept; `automation` has the files. */
export interface EvidenceFiles {
  /** @returns the id under which the picture is kept from now on */
  save(picture: EvidencePicture): Promise<Outcome<string>>;
  /** `evidence-gone` for a picture that is not kept (any more). */
  read(evidenceId: string): Promise<Outcome<EvidencePicture>>;
}
