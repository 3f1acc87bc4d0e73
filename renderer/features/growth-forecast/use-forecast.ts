import type { Fault } from '@contract/outcome.ts';
import { useEffect, useState } from 'react';
import { useConsole } from '../../stores/use-console.ts';
import type { Forecast, ForecastOrder } from './forecast-words.ts';

/** A slider is let come to rest before main is asked. */
const restMs = 250;

export interface Forecasting {
  /** The last good answer; kept while another is worked out. */
  readonly forecast: Forecast | null;
  readonly fault: Fault | null;
  readonly isAsking: boolean;
}

/** A forecast, worked out again whenever the order or `version` differs; none for no order. */
export function useForecast(order: ForecastOrder | null, version: string): Forecasting {
  const { client } = useConsole();
  const key = order === null ? null : JSON.stringify([order, version]);
  const [settled, setSettled] = useState<Omit<Forecasting, 'isAsking'> & { readonly of: string | null }>({
    forecast: null,
    fault: null,
    of: null,
  });
  useEffect(() => {
    if (order === null) return;
    let isStale = false;
    const ask = async (): Promise<void> => {
      const answer = await client.ask('accounts.forecast', order);
      if (isStale) return;
      setSettled((before) =>
        answer.ok
          ? { forecast: answer.value, fault: null, of: key }
          : { forecast: before.forecast, fault: answer.error, of: key },
      );
    };
    const timer = setTimeout(() => void ask(), restMs);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
    // The key holds the whole order.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [client, key]);
  const { forecast, fault } = settled;
  if (order === null) return { forecast: null, fault: null, isAsking: false };
  return { forecast, fault, isAsking: settled.of !== key };
}
