// The core's own tests, compiled to WebAssembly: in Node, and in headless Chromium where it and its driver are here.
import { bindgenTool } from '../build/bindgen.mjs';
import { toolchain } from '../build/cargo.mjs';
import { find, run } from '../build/common.mjs';

export function wasmTests() {
  const { cargo, env, args } = toolchain();
  const runner = bindgenTool('wasm-bindgen-test-runner');
  const test = (more) =>
    run(cargo, ['test', '-p', 'unhusk', '--test', 'it', '--target', 'wasm32-unknown-unknown', ...args], {
      env: { ...env, CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: runner, ...more },
    });
  test({});
  const driver = find('chromedriver');
  if (!driver) return console.log('skipped: the tests in Chromium (chromedriver is not here)');
  test({ WASM_BINDGEN_USE_BROWSER: '1', CHROMEDRIVER: driver });
}
