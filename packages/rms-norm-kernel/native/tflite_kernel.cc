// The norm as a TfLiteRegistration, with attributes for each node, and as a delegate, which takes the norms of a graph whose resolver does not
// know them: TFLite resolves an unknown custom op when a delegate has claimed it.
#include <cstdlib>
#include <cstring>
#include <vector>

#include "hlolite_rms_norm.h"
#include "norm.h"
#include "tflite_api.h"

using namespace hlolite;

namespace {

struct Node {
  Fusion fusion;
  Attributes attributes;
  // What is wrong with the attributes: `init` cannot fail, `prepare` can.
  const char* problem;
  // Of a delegated node, whose delegate's node may list its tensors otherwise; else taken over in `prepare`.
  std::vector<int> inputs, outputs;
};

std::vector<int> list(const TfLiteIntArray* array) { return std::vector<int>(array->data, array->data + array->size); }

Node* make_node(Fusion fusion, const void* options, size_t size) {
  auto* node = new Node{fusion, {}, nullptr, {}, {}};
  node->problem = read_attributes(options, size, node->attributes);
  return node;
}

void free_node(TfLiteContext*, void* data) { delete static_cast<Node*>(data); }

TfLiteStatus refuse(TfLiteContext* context, const char* problem) {
  context->ReportError(context, "hlolite RMS norm: %s", problem);
  return kTfLiteError;
}

// The tensors at the indices; fewer when one is left out, which is index -1.
std::vector<Tensor> tensors_of(const TfLiteContext* context, const std::vector<int>& indices) {
  std::vector<Tensor> tensors;
  for (int index : indices) {
    if (index < 0) continue;
    const TfLiteTensor* tensor = context->tensors + index;
    tensors.push_back({tensor->type, tensor->dims->size, tensor->dims->data, tensor->data, tensor->params.scale, tensor->params.zero_point});
  }
  return tensors;
}

TfLiteIntArray* copy_of(const TfLiteIntArray* array) {
  const size_t size = sizeof(int) * (1 + size_t(array->size));
  auto* copy = static_cast<TfLiteIntArray*>(malloc(size));
  if (copy) memcpy(copy, array, size);
  return copy;
}

TfLiteStatus prepare(TfLiteContext* context, TfLiteNode* tflite_node) {
  auto* node = static_cast<Node*>(tflite_node->user_data);
  if (node->inputs.empty()) node->inputs = list(tflite_node->inputs), node->outputs = list(tflite_node->outputs);
  if (node->problem) return refuse(context, node->problem);
  const std::vector<Tensor> inputs = tensors_of(context, node->inputs);
  if (inputs.size() != node->inputs.size()) return refuse(context, "no input between others must be left out");
  const char* problem = check_norm(node->fusion, node->attributes, inputs.data(), int(inputs.size()), int(node->outputs.size()));
  if (problem) return refuse(context, problem);
  const TfLiteTensor* x = context->tensors + node->inputs[0];
  for (int index : node->outputs) {
    TfLiteIntArray* shape = copy_of(x->dims);
    if (!shape) return refuse(context, "there must be memory for a shape");
    if (context->ResizeTensor(context, context->tensors + index, shape) != kTfLiteOk) return kTfLiteError;
  }
  return kTfLiteOk;
}

TfLiteStatus invoke(TfLiteContext* context, TfLiteNode* tflite_node) {
  const auto* node = static_cast<const Node*>(tflite_node->user_data);
  const std::vector<Tensor> inputs = tensors_of(context, node->inputs), outputs = tensors_of(context, node->outputs);
  const char* problem =
      run_norm(node->fusion, node->attributes, inputs.data(), int(inputs.size()), outputs.data(), int(outputs.size()));
  return problem ? refuse(context, problem) : TfLiteStatus(kTfLiteOk);
}

template <Fusion fusion>
void* init(TfLiteContext*, const char* options, size_t size) {
  return make_node(fusion, options, size);
}

constexpr int kCustom = 32, kDelegate = 51;

// kTfLiteDelegateFlagsAllowDynamicTensors. Without it TFLite prepares all nodes before the delegate sees them, and fails at those it cannot resolve.
constexpr int64_t kClaimFirst = 1;

constexpr TfLiteRegistration registration(void* (*init)(TfLiteContext*, const char*, size_t), int code, const char* name) {
  return {init, free_node, prepare, invoke, nullptr, code, name, 1, nullptr, nullptr, 0};
}

const TfLiteRegistration kNorm = registration(init<Fusion::kNone>, kCustom, "hlolite.rms_norm");
const TfLiteRegistration kNormGelu = registration(init<Fusion::kGelu>, kCustom, "hlolite.rms_norm_gelu");
const TfLiteRegistration kAddNorm = registration(init<Fusion::kResidual>, kCustom, "hlolite.add_rms_norm");

void* init_delegated(TfLiteContext* context, const char* buffer, size_t) {
  const auto* params = reinterpret_cast<const TfLiteDelegateParams*>(buffer);
  TfLiteNode* original;
  TfLiteRegistration* its;
  Fusion fusion;
  if (context->GetNodeAndRegistration(context, params->nodes_to_replace->data[0], &original, &its) != kTfLiteOk ||
      !fusion_of(its->custom_name, fusion))
    return nullptr;
  Node* node = make_node(fusion, original->custom_initial_data, size_t(original->custom_initial_data_size));
  node->inputs = list(original->inputs);
  node->outputs = list(original->outputs);
  return node;
}

TfLiteStatus claim_norms(TfLiteContext* context, TfLiteDelegate* delegate) {
  TfLiteIntArray* plan;
  if (context->GetExecutionPlan(context, &plan) != kTfLiteOk) return kTfLiteError;
  const TfLiteRegistration kernel = registration(init_delegated, kDelegate, "hlolite_rms_norm");
  // Copied: the plan changes with each claim. One claim a node, so that each becomes a node of its own.
  for (int index : list(plan)) {
    TfLiteNode* node;
    TfLiteRegistration* its;
    Fusion fusion;
    if (context->GetNodeAndRegistration(context, index, &node, &its) != kTfLiteOk) return kTfLiteError;
    if (its->builtin_code != kCustom || !its->custom_name || !fusion_of(its->custom_name, fusion)) continue;
    const TfLiteIntArray one = {1, {index}};
    if (context->ReplaceNodeSubsetsWithDelegateKernels(context, kernel, &one, delegate) != kTfLiteOk) return kTfLiteError;
  }
  return kTfLiteOk;
}

}  // namespace

const void* hlolite_rms_norm_registration(const char* custom_code) {
  Fusion fusion;
  if (!fusion_of(custom_code, fusion)) return nullptr;
  return fusion == Fusion::kResidual ? &kAddNorm : fusion == Fusion::kGelu ? &kNormGelu : &kNorm;
}

void* tflite_plugin_create_delegate(const char* const*, const char* const*, size_t, void (*)(const char*)) {
  return new TfLiteDelegate{nullptr, claim_norms, nullptr, nullptr, nullptr, kClaimFirst, nullptr};
}

void tflite_plugin_destroy_delegate(void* delegate) { delete static_cast<TfLiteDelegate*>(delegate); }
