import { createContext, useContext } from 'react';
import type { Permission } from '@auraconnect/shared/staff/permissions.ts';
import type { SignInAnswer } from '@auraconnect/shared/protocol/store-api.ts';
import type { CatalogueAnswer } from '../link/setup-api.ts';
import type { StoreLink } from '../link/store-link.ts';

export interface StoreAtHand {
  link: StoreLink;
  person: SignInAnswer;
  answer: CatalogueAnswer;
  /** The token is old, or somebody leaves: back to the names. */
  signOut(): void;
}

export const StoreContext = createContext<StoreAtHand | null>(null);

/** The store that this page manages. Only below `PairedStore`, with somebody signed in. */
export function useStore(): StoreAtHand {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('Nobody is signed in above this component.');
  return store;
}

export const useMay = (permission: Permission): boolean => useStore().person.permissions.includes(permission);
