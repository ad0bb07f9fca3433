// RMS norm: y = x * rsqrt(mean(x * x) + epsilon) * weight + bias, over any axis, with a residual added before and GELU behind, if wanted.
//
// One source for every target: no library, no data segment, no stack memory, so that the WASM build can be instantiated on a memory
// that belongs to somebody else.
//
// Numbers covered: every finite float32, from denormals to the largest, as long as the result itself is a float32. Rows of the last axis
// are summed in float32 and, where that left the range in which it is exact enough, once more in float64; other axes always are in
// float64. x / rms is rounded to float32 before the rest follows in float32. NaN and infinity in a row give what the formula gives.
#include "rms_norm.h"

#include "elements.h"
#include "gelu.h"
#include "vectors.h"

namespace hlolite {
namespace {

typedef double Double4 __attribute__((vector_size(32)));

constexpr Size kUnroll = 4 * kLanes;

// Vectors that take the branches of `Finish` together.
constexpr Size kGroup = 4;

// Partial sums of a block are added up in float64, so that rounding does not grow with the width of the row.
constexpr Size kBlock = 4096;

// mean(x * x) + epsilon inside these bounds: squares that underflowed are too small to be missed, none overflowed.
constexpr double kSmallest = 0x1p-80;
constexpr double kLargest = 0x1p+120;

INLINE double inverse_root(double value) { return 1.0 / __builtin_sqrt(value); }
INLINE Size least(Size a, Size b) { return a < b ? a : b; }

// Where the lanes that are normalized find their parameters. `at` is done once for several vectors, `load` for each of them.
struct InRow {
  Size i;
  template <class Parameter>
  INLINE Parameter at(Parameter parameter) const {
    parameter.at = opaque(parameter.at + i);
    return parameter;
  }
  template <class Parameter>
  INLINE Float4 load(const Parameter& parameter, Size k) const { return parameter.load(k * kLanes); }
};
// Fewer than four of a row.
struct AtEndOfRow : InRow {
  Size count;
  INLINE AtEndOfRow(Size i_, Size count_) : InRow{i_}, count(count_) {}
  template <class Parameter>
  INLINE Float4 load(const Parameter& parameter, Size) const { return parameter.load(0, count); }
};
// All lanes have the same.
struct InColumn : InRow {
  INLINE explicit InColumn(Size i_) : InRow{i_} {}
  template <class Parameter>
  INLINE Float4 load(const Parameter& parameter, Size) const { return parameter.load_splat(0); }
};

// What follows the division by the root mean square. Its branches go the same way for a whole tensor.
template <class Codec>
struct Finish {
  Elements<Codec> weight, bias;
  Elements<Float32> float_weight, float_bias;
  Size forms;
  Float4 offset;

  INLINE Finish(Elements<Codec> weight_, Elements<Codec> bias_, Size forms_)
      : weight(weight_), bias(bias_), float_weight(weight_.at, Float32()), float_bias(bias_.at, Float32()), forms(forms_),
        offset(splat(forms_ & kUnitOffset ? 1.0f : 0.0f)) {}

  template <Size count, class Where>
  INLINE void apply(Float4 (&value)[count], Where where) const {
    if (weight.at) {
      if (forms & kFloatParameters)
        scale(value, where, float_weight);
      else
        scale(value, where, weight);
    }
    if (bias.at) {
      if (forms & kFloatParameters)
        shift(value, where, float_bias);
      else
        shift(value, where, bias);
    }
    if (forms & kGeluErf) gelu_erf(value);
    if (forms & kGeluTanh) gelu_tanh(value);
  }

 private:
  template <Size count, class Where, class Parameter>
  INLINE void scale(Float4 (&value)[count], Where where, Parameter parameter) const {
    const Parameter here = where.at(parameter);
    EACH value[k] *= where.load(here, k) + offset;
  }
  template <Size count, class Where, class Parameter>
  INLINE static void shift(Float4 (&value)[count], Where where, Parameter parameter) {
    const Parameter here = where.at(parameter);
    EACH value[k] += where.load(here, k);
  }
};

// Sum of the squares of at most kBlock elements. Six accumulators keep the adder busy while earlier sums are still under way; with eight the registers of
// an x86 would not do.
template <class Codec>
INLINE double sum_of_squares(Elements<Codec> x, Size count) {
  constexpr Size kSums = 6;
  Float4 sum[kSums] = {};
  for (; count >= kSums * kLanes; count -= kSums * kLanes, x.at += kSums * kLanes) {
    x.at = opaque(x.at);
    for (Size k = 0; k < kSums; k++) {
      const Float4 value = x.load(k * kLanes);
      sum[k] = multiply_add(value, value, sum[k]);
    }
  }
  for (Size k = 0; k + 1 < kSums; k++) {
    if (count < kLanes) break;
    const Float4 value = x.load(0);
    sum[k] = multiply_add(value, value, sum[k]);
    count -= kLanes, x.at += kLanes;
  }
  const Float4 sums = ((sum[0] + sum[1]) + (sum[2] + sum[3])) + (sum[4] + sum[5]);
  double total = (double(sums[0]) + double(sums[1])) + (double(sums[2]) + double(sums[3]));
  for (Size i = 0; i < count; i++) {
    const double value = x.load_splat(i)[0];
    total += value * value;
  }
  return total;
}

template <class Codec>
INLINE void scale_row(Elements<Codec> x, Elements<Codec> y, Size width, float inverse, const Finish<Codec>& finish) {
  const Float4 factor = splat(inverse);
  Size i = 0;
  for (; i + kGroup * kLanes <= width; i += kGroup * kLanes, x.at += kGroup * kLanes, y.at += kGroup * kLanes) {
    x.at = opaque(x.at), y.at = opaque(y.at);
    Float4 value[kGroup];
    for (Size k = 0; k < kGroup; k++) value[k] = x.load(k * kLanes) * factor;
    finish.apply(value, InRow{i});
    for (Size k = 0; k < kGroup; k++) y.store(k * kLanes, value[k]);
  }
  for (; i < width; i += kLanes, x.at += kLanes, y.at += kLanes) {
    const Size count = least(width - i, kLanes);
    Float4 value[1] = {x.load(0, count) * factor};
    finish.apply(value, AtEndOfRow(i, count));
    y.store(0, value[0], count);
  }
}

// mean(x * x) + epsilon of a row whose elements lie side by side; `share` is 1 / width, since a division takes as long as many elements.
template <class Codec>
INLINE double mean_square(Elements<Codec> x, Size width, double share, double epsilon) {
  double sum = 0;
  for (Size from = 0; from < width; from += kBlock) sum += sum_of_squares(x.from(from), least(width - from, kBlock));
  return sum * share + epsilon;
}

INLINE bool is_exact(double mean) { return mean >= kSmallest && mean <= kLargest; }

// Such a row; false, with nothing written, when its squares leave float32's range.
template <class Codec>
INLINE bool plain_row(Elements<Codec> x, Elements<Codec> y, Size width, double share, double epsilon, const Finish<Codec>& finish) {
  const double mean = mean_square(x, width, share, epsilon);
  if (!is_exact(mean)) return false;
  scale_row(x, y, width, float(inverse_root(mean)), finish);
  return true;
}

// The commonest form has a loop of its own: two rows of float32, scaled by a weight that is loaded once for both.
struct Group {
  typedef Elements<Float32>::Unaligned Vector;
  Vector a, b, c, d;
};

// Scaled by weight, or by 1 + weight.
template <bool one_more>
INLINE void scale_pair(const float* x, const float* weight, float* y, Size width, float first, float second) {
  const Float4 f = splat(first), g = splat(second);
  const float* next_x = x + width;
  float* next_y = y + width;
  const Size rest = width % kUnroll;
  for (const float* end = next_x - rest; x != end; x += kUnroll, next_x += kUnroll, weight += kUnroll, y += kUnroll, next_y += kUnroll) {
    x = opaque(x), next_x = opaque(next_x), weight = opaque(weight), y = opaque(y), next_y = opaque(next_y);
    const Group& p = *reinterpret_cast<const Group*>(x);
    const Group& q = *reinterpret_cast<const Group*>(next_x);
    const Group& w = *reinterpret_cast<const Group*>(weight);
    Group& to_p = *reinterpret_cast<Group*>(y);
    Group& to_q = *reinterpret_cast<Group*>(next_y);
    Float4 a = w.a, b = w.b, c = w.c, d = w.d;
    if (one_more) a += splat(1.0f), b += splat(1.0f), c += splat(1.0f), d += splat(1.0f);
    const Group scaled_p = {p.a * f * a, p.b * f * b, p.c * f * c, p.d * f * d};
    const Group scaled_q = {q.a * g * a, q.b * g * b, q.c * g * c, q.d * g * d};
    to_p.a = scaled_p.a, to_p.b = scaled_p.b, to_p.c = scaled_p.c, to_p.d = scaled_p.d;
    to_q.a = scaled_q.a, to_q.b = scaled_q.b, to_q.c = scaled_q.c, to_q.d = scaled_q.d;
  }
  for (Size i = 0; i < rest; i++) {
    const float scale = one_more ? weight[i] + 1.0f : weight[i];
    y[i] = x[i] * first * scale;
    next_y[i] = next_x[i] * second * scale;
  }
}

// false, with nothing written, where the form is another or a row's squares leave float32's range.
INLINE bool weighted_pair(Elements<Float32> x, Elements<Float32> y, Size width, double share, double epsilon,
                          const Finish<Float32>& finish) {
  if (!finish.weight.at || finish.bias.at || (finish.forms & (kGeluErf | kGeluTanh))) return false;
  const double first = mean_square(x, width, share, epsilon), second = mean_square(x.from(width), width, share, epsilon);
  if (!is_exact(first) || !is_exact(second)) return false;
  const float a = float(inverse_root(first)), b = float(inverse_root(second));
  if (finish.forms & kUnitOffset)
    scale_pair<true>(x.at, finish.weight.at, y.at, width, a, b);
  else
    scale_pair<false>(x.at, finish.weight.at, y.at, width, a, b);
  return true;
}

template <class Codec>
INLINE bool weighted_pair(Elements<Codec>, Elements<Codec>, Size, double, double, const Finish<Codec>&) {
  return false;
}

// Up to four neighbouring columns at once, their elements `stride` apart, in float64: squares of float32 never leave float64's range.
template <class Codec>
INLINE void columns(Elements<Codec> x, Elements<Codec> y, Size width, Size stride, Size count, double epsilon,
                    const Finish<Codec>& finish) {
  Double4 sum = {};
  for (Size i = 0; i < width; i++) {
    const Double4 value = __builtin_convertvector(x.load(i * stride, count), Double4);
    sum += value * value;
  }
  Double4 inverse = sum / double(width) + epsilon;
  for (Size lane = 0; lane < kLanes; lane++) inverse[lane] = inverse_root(inverse[lane]);
  for (Size i = 0; i < width; i++) {
    const Double4 wide = __builtin_convertvector(x.load(i * stride, count), Double4);
    Float4 value[1] = {__builtin_convertvector(wide * inverse, Float4)};
    finish.apply(value, InColumn(i));
    y.store(i * stride, value[0], count);
  }
}

template <class Codec>
INLINE void add(Elements<Codec> a, Elements<Codec> b, Elements<Codec> sum, Size size) {
  Size i = 0;
  for (; i + kUnroll <= size; i += kUnroll) {
    Float4 value[4];
    for (Size k = 0; k < 4; k++) value[k] = a.load(i + k * kLanes) + b.load(i + k * kLanes);
    for (Size k = 0; k < 4; k++) sum.store(i + k * kLanes, value[k]);
  }
  for (; i < size; i += kLanes) {
    const Size count = least(size - i, kLanes);
    sum.store(i, a.load(i, count) + b.load(i, count), count);
  }
}

template <class Codec>
INLINE void rms_norm(Elements<Codec> x, Elements<Codec> residual, Elements<Codec> sum, Elements<Codec> y, Size outer, Size width,
                     Size inner, double epsilon, const Finish<Codec>& finish) {
  const Size slice = width * inner;
  const double share = 1.0 / width;
  for (Size o = 0; o < outer; o += 2) {
    const Size slices = least(outer - o, 2);
    Elements<Codec> from = x.from(o * slice);
    const Elements<Codec> to = y.from(o * slice);
    if (residual.at) {
      const Elements<Codec> total = sum.from(o * slice);
      add(from, residual.from(o * slice), total, slices * slice);
      from = total;
    }
    if (inner == 1 && slices == 2 && weighted_pair(from, to, width, share, epsilon, finish)) continue;
    for (Size start = 0; start < slices * slice; start += slice) {
      if (inner == 1 && plain_row(from.from(start), to.from(start), width, share, epsilon, finish)) continue;
      for (Size c = start; c < start + inner; c += kLanes)
        columns(from.from(c), to.from(c), width, inner, least(start + inner - c, kLanes), epsilon, finish);
    }
  }
}

}  // namespace
}  // namespace hlolite

using namespace hlolite;

// A tensor of one of the types without parameters.
#define DEFINE(name, Codec)                                                                                                            \
  void name(HLOLITE_TENSORS) {                                                                                                         \
    const Codec codec;                                                                                                                 \
    rms_norm<Codec>({x, codec}, {residual, codec}, {sum, codec}, {y, codec}, outer, width, inner, epsilon,                             \
                    Finish<Codec>({weight, codec}, {bias, codec}, forms));                                                             \
  }

DEFINE(rms_norm_f32, Float32)
DEFINE(rms_norm_f16, Float16)
DEFINE(rms_norm_bf16, Bfloat16)

void rms_norm_i8(HLOLITE_TENSORS, float x_scale, float x_zero, float residual_scale, float residual_zero, float weight_scale,
                 float weight_zero, float bias_scale, float bias_zero, float sum_scale, float sum_zero, float y_scale, float y_zero) {
  typedef QuantizedInt8 Q;
  rms_norm<Q>({x, Q(x_scale, x_zero)}, {residual, Q(residual_scale, residual_zero)}, {sum, Q(sum_scale, sum_zero)}, {y, Q(y_scale, y_zero)},
              outer, width, inner, epsilon, Finish<Q>({weight, Q(weight_scale, weight_zero)}, {bias, Q(bias_scale, bias_zero)}, forms));
}
