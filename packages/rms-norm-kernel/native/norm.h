// The norm on tensors that a runtime describes: their roles, their checks, and the call of the kernel. The same rules as src/problem.ts.
#pragma once
#include <cstdint>

#include "attributes.h"

namespace hlolite {

// Element types by the numbers that LiteRT and TFLite share.
enum ElementType { kFloat32 = 1, kInt8 = 9, kFloat16 = 10, kBfloat16 = 19 };

struct Tensor {
  int type;
  int rank;
  const int32_t* shape;
  void* data;
  // Of int8; 0 where the runtime does not say.
  float scale;
  int32_t zero_point;
};

enum class Fusion { kNone, kGelu, kResidual };

// The fusion of the op of a custom code; false when the op is none of ours. A part from '#' on tells ops of one name apart.
bool fusion_of(const char* custom_code, Fusion& fusion);

inline int output_count(Fusion fusion) { return fusion == Fusion::kResidual ? 2 : 1; }

// nullptr, or what must hold. Data is not looked at.
const char* check_norm(Fusion fusion, const Attributes& attributes, const Tensor* inputs, int input_count, int outputs);

// Computes the outputs; nullptr, or what must hold.
const char* run_norm(Fusion fusion, const Attributes& attributes, const Tensor* inputs, int input_count, const Tensor* outputs,
                     int outputs_count);

}  // namespace hlolite
