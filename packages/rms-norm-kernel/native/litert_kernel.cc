// The norm as a kernel of LiteRT's C API.
//
// LiteRT goes on after an Init or a Run that fails (2.3.0), as if nothing had been said. So what is refused is also written to stderr, and the
// results become NaN: no number that looks right comes out.
//
// LiteRT calls Init once for each op, in the order of the file, when the model is compiled, and Run in the order of execution, each with the one
// user_data of the custom code: nothing says which op is meant. So all ops of one custom code must have the same attributes, which is checked;
// ops that differ get custom codes of their own ("hlolite.rms_norm#1"), or run through TFLite.
#include <cstdio>
#include <cstring>
#include <vector>

#include "hlolite_rms_norm.h"
#include "litert_api.h"
#include "norm.h"

using namespace hlolite;

struct HloliteRmsNorm {
  Fusion fusion;
  bool initialized;
  Attributes attributes;
  // What is wrong with the ops' attributes.
  const char* problem;
};

namespace {

LiteRtStatus refuse(const char* problem) {
  fprintf(stderr, "hlolite RMS norm: %s\n", problem);
  return kLiteRtStatusErrorInvalidArgument;
}

bool same(const Attributes& a, const Attributes& b) {
  return a.epsilon == b.epsilon && a.axis == b.axis && a.unit_offset == b.unit_offset && a.tanh == b.tanh;
}

LiteRtStatus init(void* user_data, const void* options, size_t size) {
  auto* norm = static_cast<HloliteRmsNorm*>(user_data);
  Attributes attributes;
  if (const char* problem = read_attributes(options, size, attributes)) norm->problem = problem;
  if (norm->initialized && !same(attributes, norm->attributes))
    norm->problem = "ops of one custom code must have the same attributes: give each set a custom code of its own, NAME#1, NAME#2";
  norm->attributes = attributes;
  norm->initialized = true;
  return norm->problem ? refuse(norm->problem) : LiteRtStatus(kLiteRtStatusOk);
}

LiteRtStatus layouts(void*, size_t input_count, const LiteRtLayout* inputs, size_t output_count, LiteRtLayout* outputs) {
  if (input_count == 0) return refuse("the norm takes x");
  for (size_t i = 0; i < output_count; i++) outputs[i] = inputs[0];
  return kLiteRtStatusOk;
}

// Buffers are locked while this lives.
class Tensors {
 public:
  explicit Tensors(size_t count) { list_.reserve(count), types_.reserve(count), locked_.reserve(count); }
  Tensors(const Tensors&) = delete;
  ~Tensors() {
    for (LiteRtTensorBuffer buffer : locked_) LiteRtUnlockTensorBuffer(buffer);
  }

  bool add(LiteRtTensorBuffer buffer, int mode) {
    LiteRtRankedTensorType type;
    void* data;
    if (LiteRtGetTensorBufferTensorType(buffer, &type) || LiteRtLockTensorBuffer(buffer, &data, mode)) return false;
    locked_.push_back(buffer);
    types_.push_back(type);
    const LiteRtRankedTensorType& kept = types_.back();
    list_.push_back({kept.element_type, int(kept.layout.rank), kept.layout.dimensions, data, 0, 0});
    return true;
  }

  const Tensor* data() const { return list_.data(); }

 private:
  std::vector<Tensor> list_;
  std::vector<LiteRtRankedTensorType> types_;
  std::vector<LiteRtTensorBuffer> locked_;
};

// nullptr, or what must hold.
const char* compute(const HloliteRmsNorm& norm, size_t input_count, const LiteRtTensorBuffer* inputs, size_t output_count,
                    LiteRtTensorBuffer* outputs) {
  if (norm.problem) return norm.problem;
  Tensors tensors(input_count + output_count);
  for (size_t i = 0; i < input_count; i++)
    if (!tensors.add(inputs[i], kLiteRtLockRead)) return "LiteRT must give the inputs' memory";
  for (size_t i = 0; i < output_count; i++)
    if (!tensors.add(outputs[i], kLiteRtLockWrite)) return "LiteRT must give the outputs' memory";
  if (input_count && tensors.data()[0].type == kInt8) return "int8 needs TFLite: LiteRT's C API tells kernels no scale";
  return run_norm(norm.fusion, norm.attributes, tensors.data(), int(input_count), tensors.data() + input_count, int(output_count));
}

// All bits set: NaN in each type of floats.
void spoil(LiteRtTensorBuffer buffer) {
  LiteRtRankedTensorType type;
  void* data;
  if (LiteRtGetTensorBufferTensorType(buffer, &type) || LiteRtLockTensorBuffer(buffer, &data, kLiteRtLockWrite)) return;
  size_t size = type.element_type == kFloat32 ? 4 : type.element_type == kInt8 ? 1 : 2;
  for (unsigned i = 0; i < type.layout.rank; i++) size *= size_t(type.layout.dimensions[i]);
  memset(data, 0xff, size);
  LiteRtUnlockTensorBuffer(buffer);
}

LiteRtStatus run(void* user_data, size_t input_count, const LiteRtTensorBuffer* inputs, size_t output_count, LiteRtTensorBuffer* outputs) {
  const auto* norm = static_cast<const HloliteRmsNorm*>(user_data);
  const char* problem = compute(*norm, input_count, inputs, output_count, outputs);
  if (!problem) return kLiteRtStatusOk;
  for (size_t i = 0; i < output_count; i++) spoil(outputs[i]);
  return refuse(problem);
}

// Called once for each op; the user data belongs to whoever made it.
LiteRtStatus destroy(void*) { return kLiteRtStatusOk; }

const LiteRtCustomOpKernel kKernel = {init, layouts, run, destroy};

}  // namespace

HloliteRmsNorm* hlolite_rms_norm_create(const char* custom_code) {
  Fusion fusion;
  return fusion_of(custom_code, fusion) ? new HloliteRmsNorm{fusion, false, {}, nullptr} : nullptr;
}

void hlolite_rms_norm_destroy(HloliteRmsNorm* norm) { delete norm; }

const void* hlolite_rms_norm_litert_kernel(void) { return &kKernel; }
