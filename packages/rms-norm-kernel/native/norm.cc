// Inputs are x, residual (where it is added), then weight and bias as wanted; outputs y, and sum where a residual is added.
#include "norm.h"

#include <cstring>

#include "../kernel/rms_norm.h"

namespace hlolite {
namespace {

struct Name {
  const char* name;
  Fusion fusion;
};

// The names in src/kernels.ts.
constexpr Name kNames[] = {
    {"hlolite.rms_norm", Fusion::kNone},          {"ai_edge_torch.rms_norm", Fusion::kNone},
    {"CustomRmsNorm", Fusion::kNone},             {"custom_call.rms_norm", Fusion::kNone},
    {"litert_custom_op.rms_norm", Fusion::kNone}, {"rms_norm", Fusion::kNone},
    {"odml.rms_norm", Fusion::kNone},
    {"hlolite.rms_norm_gelu", Fusion::kGelu},     {"rms_norm_gelu", Fusion::kGelu},
    {"hlolite.add_rms_norm", Fusion::kResidual},  {"add_rms_norm", Fusion::kResidual},
};

bool same_shape(const Tensor& a, const Tensor& b) {
  return a.type == b.type && a.rank == b.rank && !memcmp(a.shape, b.shape, size_t(a.rank) * sizeof(int32_t));
}

const char* check_type(const Tensor& tensor) {
  if (tensor.type == kInt8) return tensor.scale > 0 ? nullptr : "int8 tensors must have one scale above 0";
  const bool known = tensor.type == kFloat32 || tensor.type == kFloat16 || tensor.type == kBfloat16;
  return known ? nullptr : "x must be of type float32, float16, bfloat16 or int8";
}

const char* check_parameter(const Tensor& parameter, const Tensor& x, int32_t width) {
  if (parameter.type != x.type && parameter.type != kFloat32) return "weight and bias must be of x's type or float32";
  if (parameter.rank != 1 || parameter.shape[0] != width) return "weight and bias must be 1-D and as long as the normalized dimension";
  return check_type(parameter);
}

int axis_of(const Attributes& attributes, const Tensor& x) {
  return int(attributes.axis < 0 ? attributes.axis + x.rank : attributes.axis);
}

unsigned product(const Tensor& tensor, int from, int to) {
  unsigned count = 1;
  for (int i = from; i < to; i++) count *= unsigned(tensor.shape[i]);
  return count;
}

}  // namespace

bool fusion_of(const char* custom_code, Fusion& fusion) {
  const size_t length = strcspn(custom_code, "#");
  for (const Name& known : kNames)
    if (strlen(known.name) == length && !strncmp(known.name, custom_code, length)) {
      fusion = known.fusion;
      return true;
    }
  return false;
}

const char* check_norm(Fusion fusion, const Attributes& attributes, const Tensor* inputs, int input_count, int outputs) {
  const int operands = fusion == Fusion::kResidual ? 2 : 1;
  if (input_count < operands || input_count > operands + 2) return "the norm takes x (and residual), and weight and bias as wanted";
  if (outputs != output_count(fusion)) return "the norm gives y (and sum)";
  const Tensor& x = inputs[0];
  if (const char* problem = check_type(x)) return problem;
  const int axis = axis_of(attributes, x);
  if (axis < 0 || axis >= x.rank) return "axis must name a dimension of x";
  if (operands == 2) {
    if (!same_shape(inputs[1], x)) return "residual must have x's type and shape";
    if (const char* problem = check_type(inputs[1])) return problem;
  }
  for (int i = operands; i < input_count; i++)
    if (const char* problem = check_parameter(inputs[i], x, x.shape[axis])) return problem;
  const bool both = input_count == operands + 2;
  return both && inputs[operands].type != inputs[operands + 1].type ? "bias must have the type of weight" : nullptr;
}

const char* run_norm(Fusion fusion, const Attributes& attributes, const Tensor* inputs, int input_count, const Tensor* outputs,
                     int outputs_count) {
  if (const char* problem = check_norm(fusion, attributes, inputs, input_count, outputs_count)) return problem;
  for (int i = 0; i < outputs_count; i++) {
    if (!same_shape(outputs[i], inputs[0])) return "outputs must have x's type and shape";
    if (const char* problem = check_type(outputs[i])) return problem;
  }
  const int operands = fusion == Fusion::kResidual ? 2 : 1;
  const Tensor none = {kFloat32, 0, nullptr, nullptr, 1, 0};
  const Tensor &x = inputs[0], &y = outputs[0];
  const Tensor& residual = operands == 2 ? inputs[1] : none;
  const Tensor& sum = operands == 2 ? outputs[1] : none;
  const Tensor& weight = input_count > operands ? inputs[operands] : none;
  const Tensor& bias = input_count > operands + 1 ? inputs[operands + 1] : none;
  const int axis = axis_of(attributes, x);
  const unsigned outer = product(x, 0, axis), width = unsigned(x.shape[axis]), inner = product(x, axis + 1, x.rank);
  const unsigned gelu = fusion != Fusion::kGelu ? 0u : unsigned(attributes.tanh ? kGeluTanh : kGeluErf);
  const unsigned forms = gelu | (attributes.unit_offset ? kUnitOffset : 0u) | (weight.type == kFloat32 ? kFloatParameters : 0u);
#define TENSORS x.data, residual.data, weight.data, bias.data, sum.data, y.data, outer, width, inner, attributes.epsilon, forms
#define QUANTIZATION(tensor) tensor.scale, float(tensor.zero_point)
  switch (x.type) {
    case kFloat32: rms_norm_f32(TENSORS); break;
    case kFloat16: rms_norm_f16(TENSORS); break;
    case kBfloat16: rms_norm_bf16(TENSORS); break;
    default:
      rms_norm_i8(TENSORS, QUANTIZATION(x), QUANTIZATION(residual), QUANTIZATION(weight), QUANTIZATION(bias), QUANTIZATION(sum),
                  QUANTIZATION(y));
  }
  return nullptr;
}

}  // namespace hlolite
