/** The test of one rule: its name is the JSON path of the rule. */
export interface RuleTest {
  readonly path: string;
  readonly check: () => void;
}

export function rule(path: string, check: () => void): RuleTest {
  return { path, check };
}
