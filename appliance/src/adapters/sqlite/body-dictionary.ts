/** Placeholder until measured. */
export const bodyDictionary = Buffer.from('');
