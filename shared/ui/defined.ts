/** The same object type with `undefined` values turned into absent keys. */
export type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/**
 * Leaves undefined values out. Under exactOptionalPropertyTypes the library's props take a value or
 * no key, while our own accept undefined so that callers can write `errorMessage={problem}`.
 */
export function defined<T extends object>(props: T): Defined<T> {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as Defined<T>;
}
