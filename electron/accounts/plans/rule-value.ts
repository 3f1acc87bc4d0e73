/** What stands at the path of a rule: a number, a word, or a list of words. */
export type RuleValue = string | number | boolean | null | readonly string[];
