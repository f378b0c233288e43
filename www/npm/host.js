/** The worker's side of a call: always an answer, in a form that can be copied between threads. */
export async function answer({ id, input, options }, clean, init) {
  try {
    await init();
    return { id, result: clean(input, options) };
  } catch (error) {
    const { code = 'INTERNAL', message = String(error), cause } = error ?? {};
    return { id, error: { code, message, cause: cause === undefined ? undefined : String(cause) } };
  }
}
