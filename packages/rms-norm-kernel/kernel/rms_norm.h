// The kernel's functions, as C: what the native registrations and the WASM build call.
#pragma once

#if defined(__wasm__)
#define HLOLITE_EXPORT(name) extern "C" __attribute__((export_name(name)))
#else
#define HLOLITE_EXPORT(name) extern "C" __attribute__((visibility("hidden")))
#endif

// Forms of the norm, to be combined.
enum RmsNormForm : unsigned int {
  kUnitOffset = 1,        // scale by 1 + weight
  kFloatParameters = 2,   // weight and bias are float32, whatever x is
  kGeluErf = 4,           // then GELU by the error function
  kGeluTanh = 8,          // then GELU by the tanh approximation
};

// x, residual, sum and y are [outer, width, inner], normalized over `width`; weight and bias have `width` elements.
// Absent (null) may be: weight and bias; residual and sum, together. With a residual, sum = x + residual is written and then normalized.
// y may be x or sum, and sum x or residual. Addresses are multiples of the element's size.
#define HLOLITE_TENSORS \
  const void *x, const void *residual, const void *weight, const void *bias, void *sum, void *y, unsigned int outer, unsigned int width, \
      unsigned int inner, double epsilon, unsigned int forms

HLOLITE_EXPORT("rms_norm_f32") void rms_norm_f32(HLOLITE_TENSORS);
HLOLITE_EXPORT("rms_norm_f16") void rms_norm_f16(HLOLITE_TENSORS);
HLOLITE_EXPORT("rms_norm_bf16") void rms_norm_bf16(HLOLITE_TENSORS);
// Each tensor's scale (above 0) and zero point; of those that are absent they are ignored.
HLOLITE_EXPORT("rms_norm_i8")
void rms_norm_i8(HLOLITE_TENSORS, float x_scale, float x_zero, float residual_scale, float residual_zero, float weight_scale,
                 float weight_zero, float bias_scale, float bias_zero, float sum_scale, float sum_zero, float y_scale, float y_zero);
