const storageKey = 'auraconnect.kds.store-locale';

/** The store's locale as this screen last heard it, so that it starts in the kitchen's language even before the appliance answers. */
export const keptStoreLocale = (): string | null => localStorage.getItem(storageKey);

export const keepStoreLocale = (locale: string): void => localStorage.setItem(storageKey, locale);
