/**
 * Raise it whenever this program reads an event, or works one up, that it could not before: what was held is then tried again, in order,
 * in every store that has something held.
 */
const projectionVersion = 1;

/** Which program held an event. Another release tries again too, in case nobody raised the number above. */
export const holdingProgram = (cloudVersion: string): string => `${cloudVersion}/${projectionVersion}`;
