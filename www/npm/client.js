/**
 * The client of a worker that cleans. Calls queue here and go to the worker one by one, and a worker says when it is
 * ready, so that a timeout counts the work alone and ending the worker costs no other call its answer. Every call is
 * answered: with the result, with an error, or, where the worker was ended or died, by the client itself.
 */
import { CleanError } from './error.js';
import { isBytes, isUrl } from './values.js';

/** Timers count no further, and fire at once beyond: nobody waits 25 days. */
const MAX_TIMER_MS = 0x7fff_ffff;

/**
 * Makes a client with the caller's options. `spawn({ makeWorker, onReply, onFailure })` starts a worker, the caller's own where
 * `makeWorker` is there, and gives `{ post, end }`.
 */
export function createClient(spawn, given) {
  const { worker: makeWorker, ...defaults } = given ?? {};
  const unknown = Object.keys(defaults).find((name) => name !== 'timeout');
  if (unknown !== undefined)
    throw new CleanError('INVALID_OPTIONS', `unknown option \`${unknown}\`; a worker's are timeout and worker`);
  if (makeWorker !== undefined && typeof makeWorker !== 'function')
    throw new CleanError('INVALID_OPTIONS', 'the option `worker` must be a function that makes a Worker');
  checkTimeout(defaults.timeout);
  const queue = [];
  let active;
  let worker;
  let isReady = false;
  let closed = false;

  /** Sends the next call, if the worker is free. */
  const advance = () => {
    while (!active && queue.length > 0) {
      active = queue.shift();
      try {
        worker ??= start();
        worker.post({ id: active.id, input: active.input, options: active.options });
        if (isReady) active.startTimer();
      } catch (cause) {
        take().reject(postError(cause));
      }
    }
  };

  const start = () => {
    isReady = false;
    const started = spawn({
      makeWorker,
      onReply(message) {
        if (worker !== started) return;
        if (message.ready) {
          isReady = true;
          active?.startTimer();
        } else if (message.id === active?.id) {
          const { result, error } = message;
          const call = take();
          if (error) call.reject(new CleanError(error.code, error.message, error.cause));
          else call.resolve(result);
          advance();
        }
      },
      onFailure(cause) {
        const why = cause?.message ?? 'it could not be loaded, see that its files are served beside this one';
        if (worker === started) endWorker(new CleanError('INTERNAL', `the worker failed: ${why}`, cause));
      },
    });
    return started;
  };

  /** The call in hand, which is about to be answered. */
  const take = () => {
    const call = active;
    active = undefined;
    call?.finish();
    return call;
  };

  /** Ends the worker, and rejects the call in hand with this reason as it is; the next call starts another worker. */
  const endWorker = (reason) => {
    worker?.end();
    worker = undefined;
    take()?.reject(reason);
    advance();
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
        startTimer() {
          if (timeout === undefined || timeout > MAX_TIMER_MS) return;
          timer ??= setTimeout(
            () => endWorker(new CleanError('TIMEOUT', `the page took longer than ${timeout} ms`)),
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
      checkSignal(signal);
      checkInput(input);
      signal?.throwIfAborted();
      if (closed) throw new CleanError('CLOSED', 'this worker was closed; make a new one');
      // An address is no value that can be sent.
      if (isUrl(options.url)) options.url = options.url.href;
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
    return new CleanError('INVALID_OPTIONS', `an option cannot be sent to a worker: ${cause.message}`, cause);
  }
  return new CleanError('INTERNAL', `the worker could not be started: ${cause?.message ?? cause}`, cause);
}

function checkTimeout(timeout) {
  if (timeout === undefined || (typeof timeout === 'number' && timeout > 0)) return;
  throw new CleanError('INVALID_OPTIONS', 'the option `timeout` must be a number of milliseconds above 0');
}

function checkSignal(signal) {
  if (signal === undefined || signal === null || typeof signal.throwIfAborted === 'function') return;
  throw new CleanError('INVALID_OPTIONS', 'the option `signal` must be an AbortSignal');
}

/** What no worker can take is refused here, as `clean` refuses it; all else is told by the worker. */
function checkInput(input) {
  if (typeof input === 'string' || isBytes(input)) return;
  throw new CleanError('INVALID_INPUT', 'the input must be a string, a Uint8Array or an ArrayBuffer');
}
