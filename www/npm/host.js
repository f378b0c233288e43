/**
 * The worker's side: loads the module at once and says when it is ready, as the client's timeouts count from there.
 * Gives the function that answers a call: always, and in a form that can be copied between threads.
 */
export function createHost(clean, init, post) {
  let loaded;
  const load = () => {
    loaded ??= init().then(
      () => post({ ready: true }),
      (error) => {
        loaded = undefined;
        throw error;
      },
    );
    return loaded;
  };
  // A load that failed is tried again by each call, which tells what is wrong.
  load().catch(() => {});
  return async ({ id, input, options }) => {
    try {
      await load();
      return { id, result: clean(input, options) };
    } catch (error) {
      const { code = 'INTERNAL', message = String(error), cause } = error ?? {};
      return { id, error: { code, message, cause: cause === undefined ? undefined : String(cause) } };
    }
  };
}
