// GELU of vectors of four floats: x * P(standard normal <= x), by the error function or by the tanh approximation.
//
// Several vectors go step by step together, so that each constant is made once for all of them.
#pragma once
#include "vectors.h"

namespace hlolite {

#define EACH for (Size k = 0; k < count; k++)

// p = p * x + coefficient
template <Size count>
INLINE void horner(Float4 (&p)[count], const Float4 (&x)[count], float coefficient) {
  EACH p[k] = multiply_add(p[k], x[k], splat(coefficient));
}

template <Size count>
INLINE void fill(Float4 (&p)[count], float value) {
  EACH p[k] = splat(value);
}

// v = e^v for |v| <= 87; outside it is that of the nearer bound. Relative error below 3e-7.
template <Size count>
INLINE void exponential(Float4 (&v)[count]) {
  EACH v[k] = clamp(v[k], -87.0f, 87.0f);
  Int4 power[count];
  EACH power[k] = round_to_int(v[k] * splat(0x1.715476p+0f));
  // ln 2 in two parts, so that n * ln 2 is subtracted without loss.
  Float4 n[count];
  EACH n[k] = __builtin_convertvector(power[k], Float4);
  EACH v[k] -= n[k] * splat(0x1.62e4p-1f);
  EACH v[k] -= n[k] * splat(0x1.7f7d1cp-20f);
  // e^r = 1 + r + r^2 * p(r): coefficients fitted on [-ln 2 / 2, ln 2 / 2] to 3e-9.
  Float4 p[count];
  fill(p, 1.38146e-3f);
  horner(p, v, 8.36872e-3f);
  horner(p, v, 4.166839e-2f);
  horner(p, v, 0.16666521f);
  horner(p, v, 0.49999993f);
  EACH p[k] = v[k] + v[k] * v[k] * p[k];
  EACH p[k] += splat(1.0f);
  EACH v[k] = float_of(bits_of(p[k]) + ((Bits4)power[k] << 23));
}

// Beyond this the normal distribution's tail is below every float32.
constexpr float kTail = -14.0f;

template <Size count>
INLINE void gelu_erf_together(Float4 (&x)[count]) {
  // P(normal > a) = e^(-a^2 / 2) * t * p(t) with t = 1 / (1 + 0.3 a): coefficients fitted on [0, 14] to 1.5e-7.
  Float4 a[count], t[count], p[count];
  EACH a[k] = float_of(bits_of(x[k]) & splat_bits(0x7fffffff));
  EACH t[k] = splat(1.0f) / (splat(1.0f) + splat(0.3f) * a[k]);
  fill(p, 0.03567595f);
  horner(p, t, -0.15720814f);
  horner(p, t, 0.20636242f);
  horner(p, t, -0.05369202f);
  horner(p, t, 0.12856613f);
  horner(p, t, 0.09991211f);
  horner(p, t, 0.12075418f);
  horner(p, t, 0.11962928f);
  EACH p[k] *= t[k];
  EACH a[k] *= a[k] * splat(-0.5f);
  exponential(a);
  EACH p[k] *= a[k];
  EACH a[k] = select(x[k] < splat(kTail), splat(0.0f), p[k]);
  EACH x[k] *= select(x[k] < splat(0.0f), a[k], splat(1.0f) - p[k]);
}

// x / (1 + e^(-2u)) with u = sqrt(2 / pi) * (x + 0.044715 x^3): the same as 0.5 x (1 + tanh u), but exact in the left tail too.
template <Size count>
INLINE void gelu_tanh_together(Float4 (&x)[count]) {
  Float4 v[count];
  EACH v[k] = x[k] * multiply_add(splat(0.044715f) * x[k], x[k], splat(1.0f));
  EACH v[k] *= splat(-1.5957691216f);
  exponential(v);
  EACH v[k] = splat(1.0f) / (splat(1.0f) + v[k]);
  EACH x[k] *= select(x[k] < splat(kTail), splat(0.0f), v[k]);
}

// One vector, as at the end of a row, is no matter of speed, but of the size of the code.
NO_INLINE Float4 gelu_erf_alone(Float4 x) {
  Float4 value[1] = {x};
  gelu_erf_together(value);
  return value[0];
}
NO_INLINE Float4 gelu_tanh_alone(Float4 x) {
  Float4 value[1] = {x};
  gelu_tanh_together(value);
  return value[0];
}

template <Size count>
INLINE void gelu_erf(Float4 (&x)[count]) {
  if constexpr (count == 1)
    x[0] = gelu_erf_alone(x[0]);
  else
    gelu_erf_together(x);
}
template <Size count>
INLINE void gelu_tanh(Float4 (&x)[count]) {
  if constexpr (count == 1)
    x[0] = gelu_tanh_alone(x[0]);
  else
    gelu_tanh_together(x);
}

}  // namespace hlolite
