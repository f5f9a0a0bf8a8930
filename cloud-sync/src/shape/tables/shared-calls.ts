/** Calls with one key while the first of them is under way share its outcome. */
export function sharedCalls<T>(): (key: string, call: () => Promise<T>) => Promise<T> {
  const underWay = new Map<string, Promise<T>>();
  return (key, call) => {
    const before = underWay.get(key);
    if (before !== undefined) return before;
    const promise = call().finally(() => underWay.delete(key));
    underWay.set(key, promise);
    return promise;
  };
}
