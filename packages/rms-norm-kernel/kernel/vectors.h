// Vectors of four lanes as the compiler's own type (Clang, GCC): SIMD128 on WASM, SSE/AVX or NEON natively. No library, no memory.
#pragma once

#if defined(__wasm_relaxed_simd__)
#include <wasm_simd128.h>
#endif

namespace hlolite {

typedef unsigned int Size;

constexpr Size kLanes = 4;

typedef float Float4 __attribute__((vector_size(16)));
typedef int Int4 __attribute__((vector_size(16)));
typedef unsigned int Bits4 __attribute__((vector_size(16)));

// Everything is inlined into the exported functions: a call that passes a struct would need a stack, which the WASM build must not touch.
#define INLINE inline __attribute__((always_inline))
// For long code with vectors alone as parameters, which every target passes in registers.
#define NO_INLINE static __attribute__((noinline))

// The same pointer, of which the compiler knows nothing. What lies near it is then addressed by constant offsets, which are part of WASM's loads and
// stores, where it would otherwise compute an address for each.
template <class T>
INLINE T* opaque(T* pointer) {
  asm("" : "+r"(pointer));
  return pointer;
}

INLINE Float4 splat(float value) { return Float4{value, value, value, value}; }
INLINE Bits4 splat_bits(unsigned int value) { return Bits4{value, value, value, value}; }

// The same bits as another type. Vectors of one size are converted so by a cast.
INLINE Bits4 bits_of(Float4 value) { return (Bits4)value; }
INLINE Float4 float_of(Bits4 bits) { return (Float4)bits; }

// Lanes of `yes` where the mask (a comparison: all ones or zeros) is set, of `no` elsewhere.
INLINE Bits4 select(Int4 mask, Bits4 yes, Bits4 no) { return ((Bits4)mask & yes) | (~(Bits4)mask & no); }
INLINE Float4 select(Int4 mask, Float4 yes, Float4 no) { return float_of(select(mask, bits_of(yes), bits_of(no))); }

// Inside [low, high]; NaN becomes low.
INLINE Float4 clamp(Float4 value, float low, float high) {
  const Float4 raised = select(value > splat(low), value, splat(low));
  return select(raised < splat(high), raised, splat(high));
}

// a * b + c, with one rounding where the machine has an instruction for it.
INLINE Float4 multiply_add(Float4 a, Float4 b, Float4 c) {
#if defined(__wasm_relaxed_simd__)
  return (Float4)wasm_f32x4_relaxed_madd((v128_t)a, (v128_t)b, (v128_t)c);
#else
  return a * b + c;
#endif
}

// A float of magnitude 1.5 * 2^23 has a unit of 1 in its last place: adding it rounds to an integer, ties to even, in the low bits.
constexpr float kRounder = 0x1.8p23f;

// Nearest integer, ties to even, of values below 2^22.
INLINE Int4 round_to_int(Float4 value) { return (Int4)(bits_of(value + splat(kRounder)) - bits_of(splat(kRounder))); }

}  // namespace hlolite
