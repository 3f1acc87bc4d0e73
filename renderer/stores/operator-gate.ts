import { createStore, type StoreApi } from 'zustand/vanilla';

/** Asks "who are you" once, however many acts wait for the answer. */
export interface OperatorGate {
  /** `isAsking` while the question is on the screen. */
  readonly store: StoreApi<{ readonly isAsking: boolean }>;
  /** Resolves to true once an operator was chosen, to false when the question was put away. */
  ask(): Promise<boolean>;
  answer(isChosen: boolean): void;
}

export function createOperatorGate(): OperatorGate {
  const store = createStore<{ readonly isAsking: boolean }>(() => ({ isAsking: false }));
  let waiting: ((isChosen: boolean) => void)[] = [];
  return {
    store,
    ask() {
      store.setState({ isAsking: true });
      return new Promise((resolve) => waiting.push(resolve));
    },
    answer(isChosen) {
      const answered = waiting;
      waiting = [];
      store.setState({ isAsking: false });
      for (const resolve of answered) resolve(isChosen);
    },
  };
}
