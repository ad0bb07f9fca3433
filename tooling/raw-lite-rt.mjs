// LiteRT.js without the runtime around it, for benchmarks: a model that is run again and again on buffers that stay, and memory of its own.
import { nodeLoader } from '@hlolite/runtime/node';

const ENOUGH = 2 ** 29;
const elementTypes = { f32: 'FLOAT32', i32: 'INT32', i64: 'INT64', i1: 'BOOL', ui8: 'UINT8' };

/** A running LiteRT.js with `allocate(bytes)` and `load(bytes)`. */
export async function startLiteRt() {
  const { factory, wasm } = await nodeLoader();
  let memory;
  const module = await factory({
    print: () => undefined,
    printErr: () => undefined,
    instantiateWasm(imports, done) {
      WebAssembly.instantiate(wasm, imports).then((instance) => {
        memory = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory);
        done(instance);
      });
      return {};
    },
  });
  // Memory that grows later would cut off all views on it.
  module._free(module._malloc(ENOUGH));
  const environment = module.LiteRtEnvironment.create(null);
  const allocate = (bytes) => Math.ceil((module._malloc(bytes + 64) >>> 0) / 64) * 64;

  /** A model on tensors that stay: `run()` gives the results' buffers, which the caller deletes. */
  function load(file, tensors) {
    const at = allocate(file.length);
    new Uint8Array(memory.buffer).set(file, at);
    const options = { environment, accelerator: 'wasm', cpuOptions: { numThreads: 1 }, gpuOptions: {}, webNNOptions: {} };
    const compiled = module.compileModel(environment, module.loadModel(environment, at, file.length), options);
    const inputs = tensors.map(inputBuffer);
    return { run: () => compiled.run(0, inputs), dispose: () => [compiled, ...inputs].forEach((object) => object.delete()) };
  }

  function inputBuffer({ type, shape, bytes }) {
    const dimensions = new module.VectorInt32();
    for (const size of shape) dimensions.push_back(size);
    const ranked = module.LiteRtRankedTensorType.create(module.ElementType[elementTypes[type]], module.LiteRtLayout.create(dimensions));
    const kind = module.LiteRtTensorBufferType.HOST_MEMORY;
    const buffer = module.LiteRtTensorBuffer.createManaged(environment, kind, ranked, bytes.byteLength);
    new Uint8Array(memory.buffer, buffer.lock(module.LiteRtTensorBufferLockMode.WRITE) >>> 0, bytes.byteLength).set(bytes);
    buffer.unlock();
    return buffer;
  }

  /** Copies the elements of a result. */
  function read(buffer, count) {
    const values = new Float32Array(memory.buffer, buffer.lock(module.LiteRtTensorBufferLockMode.READ) >>> 0, count).slice();
    buffer.unlock();
    return values;
  }

  return { memory, allocate, load, read };
}
