/**
 * The client of a worker that cleans. Calls queue here and go to the worker one by one, so that a timeout counts the
 * work alone and ending the worker costs no other call its answer. Every call is answered: with the result, with an
 * error, or, where the worker was ended or died, by the client itself.
 */
import { CleanError } from './error.js';

/**
 * Makes a client. `spawn({ onReply, onFailure })` starts a worker and gives `{ post, end }`.
 */
export function createClient(spawn, defaults = {}) {
  checkTimeout(defaults.timeout);
  const queue = [];
  let active;
  let worker;
  let closed = false;

  /** Sends the next call, if the worker is free. */
  const advance = () => {
    while (!active && queue.length > 0) {
      active = queue.shift();
      try {
        worker ??= start();
        worker.post({ id: active.id, input: active.input, options: active.options });
        active.startTimer((error) => endWorker(error));
      } catch (cause) {
        settle({ error: postError(cause) });
      }
    }
  };

  const start = () => {
    const started = spawn({
      onReply(message) {
        if (worker === started && message.id === active?.id) settle(message);
      },
      onFailure(cause) {
        const why = cause?.message ?? 'it could not be loaded, see that its files are served beside this one';
        if (worker === started) endWorker(new CleanError('INTERNAL', `the worker failed: ${why}`, cause));
      },
    });
    return started;
  };

  /** Answers the call in hand and goes on. */
  const settle = ({ result, error }) => {
    const call = active;
    active = undefined;
    call?.finish();
    if (error) call?.reject(error instanceof Error ? error : new CleanError(error.code, error.message, error.cause));
    else call?.resolve(result);
    advance();
  };

  /** Ends the worker; the next call starts another. */
  const endWorker = (error) => {
    worker?.end();
    worker = undefined;
    if (active) settle({ error });
  };

  let nextId = 0;
  const enqueue = (input, options, timeout, signal) =>
    new Promise((resolve, reject) => {
      let timer;
      const onAbort = () => {
        if (active === call) return endWorker(signal.reason);
        queue.splice(queue.indexOf(call), 1);
        reject(signal.reason);
      };
      const call = {
        id: nextId++,
        input,
        options,
        resolve,
        reject,
        startTimer(expire) {
          if (timeout === undefined || timeout === Infinity) return;
          timer = setTimeout(
            () => expire(new CleanError('TIMEOUT', `the page took longer than ${timeout} ms`)),
            timeout,
          );
        },
        finish() {
          clearTimeout(timer);
          signal?.removeEventListener('abort', onAbort);
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      queue.push(call);
      advance();
    });

  return {
    async clean(input, callOptions) {
      const { signal, timeout = defaults.timeout, ...options } = callOptions ?? {};
      checkTimeout(timeout);
      signal?.throwIfAborted();
      if (closed) throw new CleanError('CLOSED', 'this worker was closed; make a new one');
      return enqueue(input, options, timeout, signal);
    },
    close() {
      closed = true;
      const left = queue.splice(0);
      endWorker(new CleanError('CLOSED', 'the worker was closed'));
      for (const call of left) {
        call.finish();
        call.reject(new CleanError('CLOSED', 'the worker was closed'));
      }
    },
  };
}

function postError(cause) {
  if (cause?.name === 'DataCloneError') {
    return new CleanError(
      'INVALID_OPTIONS',
      `the input or an option cannot be sent to a worker: ${cause.message}`,
      cause,
    );
  }
  return new CleanError('INTERNAL', `the worker could not be started: ${cause?.message ?? cause}`, cause);
}

function checkTimeout(timeout) {
  if (timeout === undefined || (typeof timeout === 'number' && timeout > 0)) return;
  throw new CleanError('INVALID_OPTIONS', 'the option `timeout` must be a number of milliseconds above 0');
}
