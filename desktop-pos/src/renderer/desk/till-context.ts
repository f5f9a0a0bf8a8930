import { createContext, useContext } from 'react';
import type { Till } from '../till/till.ts';

export const TillContext = createContext<Till | null>(null);

/** The till that the screens belong to. */
export function useTill(): Till {
  const till = useContext(TillContext);
  if (till === null) throw new Error('this screen is not on a till');
  return till;
}
