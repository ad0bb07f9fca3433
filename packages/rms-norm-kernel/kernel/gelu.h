// GELU of four floats: x * P(standard normal <= x), by the error function or by the tanh approximation.
#pragma once
#include "vectors.h"

namespace hlolite {

// e^v for |v| <= 87; outside it is that of the nearer bound. Relative error below 3e-7.
INLINE Float4 exponential(Float4 v) {
  v = clamp(v, -87.0f, 87.0f);
  const Int4 power = round_to_int(v * splat(0x1.715476p+0f));
  const Float4 n = __builtin_convertvector(power, Float4);
  // ln 2 in two parts, so that n * ln 2 is subtracted without loss.
  const Float4 r = (v - n * splat(0x1.62e4p-1f)) - n * splat(0x1.7f7d1cp-20f);
  // e^r = 1 + r + r^2 * p(r): coefficients fitted on [-ln 2 / 2, ln 2 / 2] to 3e-9.
  Float4 p = splat(1.38146e-3f);
  p = multiply_add(p, r, splat(8.36872e-3f));
  p = multiply_add(p, r, splat(4.166839e-2f));
  p = multiply_add(p, r, splat(0.16666521f));
  p = multiply_add(p, r, splat(0.49999993f));
  const Float4 fraction = splat(1.0f) + (r + r * r * p);
  return float_of(bits_of(fraction) + ((Bits4)power << 23));
}

// Beyond this the normal distribution's tail is below every float32.
constexpr float kTail = -14.0f;

NO_INLINE Float4 gelu_erf(Float4 x) {
  // P(normal > a) = e^(-a^2 / 2) * t * p(t) with t = 1 / (1 + 0.3 a): coefficients fitted on [0, 14] to 1.5e-7.
  const Float4 a = float_of(bits_of(x) & splat_bits(0x7fffffff));
  const Float4 t = splat(1.0f) / (splat(1.0f) + splat(0.3f) * a);
  Float4 p = splat(0.03567595f);
  p = multiply_add(p, t, splat(-0.15720814f));
  p = multiply_add(p, t, splat(0.20636242f));
  p = multiply_add(p, t, splat(-0.05369202f));
  p = multiply_add(p, t, splat(0.12856613f));
  p = multiply_add(p, t, splat(0.09991211f));
  p = multiply_add(p, t, splat(0.12075418f));
  p = multiply_add(p, t, splat(0.11962928f));
  const Float4 tail = exponential(a * a * splat(-0.5f)) * (p * t);
  const Float4 left = select(x < splat(kTail), splat(0.0f), tail);
  return x * select(x < splat(0.0f), left, splat(1.0f) - tail);
}

// x / (1 + e^(-2u)) with u = sqrt(2 / pi) * (x + 0.044715 x^3): the same as 0.5 x (1 + tanh u), but exact in the left tail too.
NO_INLINE Float4 gelu_tanh(Float4 x) {
  const Float4 cubic = x * multiply_add(splat(0.044715f) * x, x, splat(1.0f));
  const Float4 share = splat(1.0f) / (splat(1.0f) + exponential(cubic * splat(-1.5957691216f)));
  return x * select(x < splat(kTail), splat(0.0f), share);
}

}  // namespace hlolite
