// RMS norm over the last axis: y = x * rsqrt(mean(x * x) + epsilon) * weight.
//
// One source for every target: no library, no data segment, no stack memory, so that the WASM build can be instantiated on a memory
// that belongs to somebody else. Vectors are the compiler's own (Clang, GCC): SIMD128 on WASM, SSE/AVX or NEON natively.
//
// Numbers covered: every finite float32, from denormals to the largest, as long as the result itself is a float32. The sum of squares is
// taken in float32 and, where that left the range in which it is exact enough, once more in float64 (`wide_row`). x / rms is rounded to
// float32 before the weight scales it, so where it is denormal it has fewer digits, as in any float32 product. NaN and infinity in a
// row give what the formula gives in float64: NaN wherever they enter.
// Not covered here: float16, bfloat16, int8; a normalized axis that is not the last.

#if defined(__wasm__)
#define EXPORT(name) extern "C" __attribute__((export_name(name)))
#else
#define EXPORT(name) extern "C"
#endif

namespace {

typedef unsigned int Size;

// Loads and stores need only the alignment of one float, and may alias the caller's float arrays.
typedef float Float4 __attribute__((vector_size(16), aligned(4), may_alias));

constexpr Size kLanes = 4;
constexpr Size kUnroll = 4 * kLanes;

// Partial sums of a block are added up in float64, so that rounding does not grow with the width of the row.
constexpr Size kBlock = 4096;

// mean(x * x) + epsilon inside these bounds: squares that underflowed are too small to be missed, none overflowed.
constexpr double kSmallest = 0x1p-80;
constexpr double kLargest = 0x1p+120;

inline const Float4& load(const float* at) { return *reinterpret_cast<const Float4*>(at); }
inline Float4& store(float* at) { return *reinterpret_cast<Float4*>(at); }
inline double square_root(double value) { return __builtin_sqrt(value); }

// Sum of the squares of at most kBlock elements. Four accumulators keep the adder busy while earlier sums are still under way.
inline double sum_of_squares(const float* x, Size count) {
  Float4 a = {}, b = {}, c = {}, d = {};
  Size i = 0;
  for (; i + kUnroll <= count; i += kUnroll) {
    const Float4 p = load(x + i), q = load(x + i + kLanes), r = load(x + i + 2 * kLanes), s = load(x + i + 3 * kLanes);
    a += p * p;
    b += q * q;
    c += r * r;
    d += s * s;
  }
  for (; i + kLanes <= count; i += kLanes) {
    const Float4 p = load(x + i);
    a += p * p;
  }
  const Float4 sums = (a + b) + (c + d);
  double sum = (double(sums[0]) + double(sums[1])) + (double(sums[2]) + double(sums[3]));
  for (; i < count; i++) sum += double(x[i]) * double(x[i]);
  return sum;
}

inline void scale_row(const float* x, const float* weight, float* y, Size width, float inverse) {
  const Float4 factor = {inverse, inverse, inverse, inverse};
  Size i = 0;
  for (; i + kUnroll <= width; i += kUnroll) {
    const Float4 p = load(x + i) * factor * load(weight + i);
    const Float4 q = load(x + i + kLanes) * factor * load(weight + i + kLanes);
    const Float4 r = load(x + i + 2 * kLanes) * factor * load(weight + i + 2 * kLanes);
    const Float4 s = load(x + i + 3 * kLanes) * factor * load(weight + i + 3 * kLanes);
    store(y + i) = p;
    store(y + i + kLanes) = q;
    store(y + i + 2 * kLanes) = r;
    store(y + i + 3 * kLanes) = s;
  }
  for (; i < width; i++) y[i] = x[i] * inverse * weight[i];
}

// The same in float64 throughout, for rows whose squares leave float32's range: squares of float32 never leave float64's.
__attribute__((noinline)) void wide_row(const float* x, const float* weight, float* y, Size width, double epsilon) {
  double sum = 0;
  for (Size i = 0; i < width; i++) sum += double(x[i]) * double(x[i]);
  const double inverse = 1.0 / square_root(sum / width + epsilon);
  for (Size i = 0; i < width; i++) y[i] = float(double(x[i]) * inverse * double(weight[i]));
}

}  // namespace

// x and y: `rows` rows of `width` floats each; weight: `width` floats. y may be x. Addresses are multiples of 4.
EXPORT("rms_norm_f32")
void rms_norm_f32(const float* x, const float* weight, float* y, Size rows, Size width, double epsilon) {
  for (Size row = 0; row < rows; row++, x += width, y += width) {
    double sum = 0;
    for (Size from = 0; from < width; from += kBlock) sum += sum_of_squares(x + from, width - from < kBlock ? width - from : kBlock);
    const double mean = sum / width + epsilon;
    if (mean >= kSmallest && mean <= kLargest)
      scale_row(x, weight, y, width, float(1.0 / square_root(mean)));
    else
      wide_row(x, weight, y, width, epsilon);
  }
}
