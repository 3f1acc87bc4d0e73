/** What stands over the page, with the phones that it is about. */
export interface PreparationDialog {
  readonly kind: 'fix' | 'cures';
  readonly phoneIds: readonly string[];
}
