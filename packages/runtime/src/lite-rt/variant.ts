// Which of LiteRT.js's builds this machine runs: relaxed SIMD where there is, plain SIMD elsewhere.

/** A module with one i8x16.relaxed_swizzle: valid only where relaxed SIMD is known. */
const relaxedSimdModule = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // magic, version
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b], // types: () -> v128
  ...[0x03, 0x02, 0x01, 0x00], // functions: one of type 0
  ...[0x0a, 0x0f, 0x01, 0x0d, 0x00], // code: one body without locals
  ...[0x41, 0x01, 0xfd, 0x0f, 0x41, 0x02, 0xfd, 0x0f], // i32.const 1, i8x16.splat, i32.const 2, i8x16.splat
  ...[0xfd, 0x80, 0x02, 0x0b], // i8x16.relaxed_swizzle, end
);

/** Name of the script of LiteRT.js that fits this machine; its `.wasm` lies beside it. */
export const scriptName = (): string =>
  WebAssembly.validate(relaxedSimdModule) ? 'litert_wasm_internal.js' : 'litert_wasm_compat_internal.js';
