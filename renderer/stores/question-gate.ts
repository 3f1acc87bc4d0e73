import { createStore, type StoreApi } from 'zustand/vanilla';

/** Asks a person one question, once, however many acts wait for the answer. */
export interface QuestionGate {
  /** `isAsking` while the question is on the screen. */
  readonly store: StoreApi<{ readonly isAsking: boolean }>;
  /** Resolves to true once the question was answered, to false when it was put away. */
  ask(): Promise<boolean>;
  answer(isAnswered: boolean): void;
}

export function createQuestionGate(): QuestionGate {
  const store = createStore<{ readonly isAsking: boolean }>(() => ({ isAsking: false }));
  let waiting: ((isAnswered: boolean) => void)[] = [];
  return {
    store,
    ask() {
      store.setState({ isAsking: true });
      return new Promise((resolve) => waiting.push(resolve));
    },
    answer(isAnswered) {
      const answered = waiting;
      waiting = [];
      store.setState({ isAsking: false });
      for (const resolve of answered) resolve(isAnswered);
    },
  };
}
