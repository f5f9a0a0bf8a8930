import { createContext, useContext } from 'react';
import type { Me } from '@auraconnect/shared/protocol/portal-api.ts';

const MeContext = createContext<Me | null>(null);
export const MeProvider = MeContext.Provider;

export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error('Nobody is signed in here.');
  return me;
}
