// Elements of a tensor in memory, read and written as four floats: float32, float16, bfloat16, and int8 with a scale and a zero point.
//
// A codec decodes raw lanes to floats exactly and encodes floats with one rounding, ties to even.
#pragma once
#include "vectors.h"

namespace hlolite {

typedef unsigned short Short4 __attribute__((vector_size(8)));
typedef unsigned short Short8 __attribute__((vector_size(16)));
typedef signed char Char4 __attribute__((vector_size(4)));
typedef signed char Char16 __attribute__((vector_size(16)));

// The low part of each lane (on little-endian machines). Compilers turn a shuffle into one instruction, a conversion into four.
INLINE Short4 low_shorts(Bits4 bits) { return __builtin_shufflevector((Short8)bits, (Short8)bits, 0, 2, 4, 6); }
INLINE Char4 low_chars(Bits4 bits) { return __builtin_shufflevector((Char16)bits, (Char16)bits, 0, 4, 8, 12); }

struct Float32 {
  typedef float Raw;
  typedef Float4 Raw4;
  static INLINE Float4 decode(Raw4 raw) { return raw; }
  static INLINE Raw4 encode(Float4 value) { return value; }
};

// 1 sign, 5 exponent (bias 15), 10 fraction bits.
struct Float16 {
  typedef unsigned short Raw;
  typedef Short4 Raw4;

  static INLINE Float4 decode(Raw4 raw) {
    const Bits4 wide = __builtin_convertvector(raw, Bits4);
    const Bits4 magnitude = (wide & splat_bits(0x7fff)) << 13;
    // The exponent is 112 too small: scaling by 2^112 corrects it, for denormals too. Infinity and NaN get the highest exponent.
    const Bits4 finite = bits_of(float_of(magnitude) * splat(0x1p112f));
    const Bits4 special = (Bits4)(magnitude >= splat_bits(0x7c00u << 13)) & splat_bits(0x7f800000);
    return float_of(finite | special | (wide & splat_bits(0x8000)) << 16);
  }

  static INLINE Raw4 encode(Float4 value) {
    const Bits4 bits = bits_of(value);
    const Bits4 magnitude = bits & splat_bits(0x7fffffff);
    const Bits4 last = (magnitude >> 13) & splat_bits(1);
    const Bits4 normal = (magnitude - splat_bits(112u << 23) + splat_bits(0xfff) + last) >> 13;
    // Below 2^-14 the result is denormal, a multiple of 2^-24: the unit in the last place of 0.5f.
    const Bits4 denormal = bits_of(float_of(magnitude) + splat(0.5f)) - bits_of(splat(0.5f));
    const Bits4 finite = select((Int4)(magnitude < splat_bits(113u << 23)), denormal, normal);
    // From 65520 on it rounds to infinity.
    const Bits4 large = select((Int4)(magnitude >= splat_bits(0x477ff000)), splat_bits(0x7c00), finite);
    const Bits4 number = select((Int4)(magnitude > splat_bits(0x7f800000)), splat_bits(0x7e00), large);
    return low_shorts(number | (bits >> 16 & splat_bits(0x8000)));
  }
};

// The upper half of a float32.
struct Bfloat16 {
  typedef unsigned short Raw;
  typedef Short4 Raw4;

  static INLINE Float4 decode(Raw4 raw) { return float_of(__builtin_convertvector(raw, Bits4) << 16); }

  static INLINE Raw4 encode(Float4 value) {
    const Bits4 bits = bits_of(value);
    const Bits4 rounded = (bits + splat_bits(0x7fff) + (bits >> 16 & splat_bits(1))) >> 16;
    const Int4 is_nan = (Int4)((bits & splat_bits(0x7fffffff)) > splat_bits(0x7f800000));
    return low_shorts(select(is_nan, bits >> 16 | splat_bits(0x40), rounded));
  }
};

// real = scale * (stored - zero)
struct QuantizedInt8 {
  typedef signed char Raw;
  typedef Char4 Raw4;
  float scale, inverse_scale, zero;

  INLINE QuantizedInt8(float scale_, float zero_) : scale(scale_), inverse_scale(1.0f / scale_), zero(zero_) {}
  INLINE Float4 decode(Raw4 raw) const { return (__builtin_convertvector(raw, Float4) - splat(zero)) * splat(scale); }
  INLINE Raw4 encode(Float4 value) const {
    const Float4 stored = multiply_add(value, splat(inverse_scale), splat(zero));
    return low_chars((Bits4)round_to_int(clamp(stored, -128.0f, 127.0f)));
  }
};

// A tensor's elements from an address on. Loads and stores need only the alignment of one element.
template <class Codec>
struct Elements {
  typedef typename Codec::Raw Raw;
  typedef typename Codec::Raw4 Raw4;
  typedef Raw4 Unaligned __attribute__((aligned(sizeof(Raw)), may_alias));

  Raw* at;
  Codec codec;

  INLINE Elements(const void* address, Codec codec_) : at(static_cast<Raw*>(const_cast<void*>(address))), codec(codec_) {}

  INLINE Elements from(Size index) const { return Elements(at + index, codec); }
  INLINE Float4 load(Size i) const { return codec.decode(*reinterpret_cast<const Unaligned*>(at + i)); }
  INLINE void store(Size i, Float4 value) const { *reinterpret_cast<Unaligned*>(at + i) = codec.encode(value); }

  // One element in all lanes.
  INLINE Float4 load_splat(Size i) const {
    const Raw raw = at[i];
    return codec.decode(Raw4{raw, raw, raw, raw});
  }

  // The first `count` lanes, of at most four; the others repeat the first. Memory behind them is not touched.
  INLINE Float4 load(Size i, Size count) const {
    if (count >= kLanes) return load(i);
    const Raw first = at[i];
    return codec.decode(Raw4{first, count > 1 ? at[i + 1] : first, count > 2 ? at[i + 2] : first, first});
  }

  INLINE void store(Size i, Float4 value, Size count) const {
    if (count >= kLanes) return store(i, value);
    const Raw4 raw = codec.encode(value);
    at[i] = raw[0];
    if (count > 1) at[i + 1] = raw[1];
    if (count > 2) at[i + 2] = raw[2];
  }
};

}  // namespace hlolite
