// RMS norm for native LiteRT and TFLite: what libhlolite_rms_norm_litert and libhlolite_rms_norm_tflite export.
#pragma once
#include <stddef.h>

#if defined(_WIN32)
#define HLOLITE_API __declspec(dllexport)
#else
#define HLOLITE_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

// ---- LiteRT's C API: libhlolite_rms_norm_litert ----
// For each custom code of the model:
//   HloliteRmsNorm* norm = hlolite_rms_norm_create("hlolite.rms_norm");
//   LiteRtAddCustomOpKernelOption(options, "hlolite.rms_norm", 1, hlolite_rms_norm_litert_kernel(), norm);
// and hlolite_rms_norm_destroy(norm) after the compiled model is destroyed. One norm serves one custom code of one compiled model.
typedef struct HloliteRmsNorm HloliteRmsNorm;

// NULL when the custom code, up to a '#', is none of the norm's names.
HLOLITE_API HloliteRmsNorm* hlolite_rms_norm_create(const char* custom_code);
HLOLITE_API void hlolite_rms_norm_destroy(HloliteRmsNorm* norm);
// A const LiteRtCustomOpKernel*.
HLOLITE_API const void* hlolite_rms_norm_litert_kernel(void);

// ---- TFLite: libhlolite_rms_norm_tflite ----
// resolver.AddCustom("hlolite.rms_norm", hlolite_rms_norm_registration("hlolite.rms_norm")), a const TfLiteRegistration*; NULL as above.
HLOLITE_API const void* hlolite_rms_norm_registration(const char* custom_code);
// The same library is a delegate that takes all norms of a graph, for interpreters whose resolver is out of reach, such as Python's:
//   Interpreter(model, experimental_delegates=[load_delegate("libhlolite_rms_norm_tflite.so")])
HLOLITE_API void* tflite_plugin_create_delegate(const char* const* keys, const char* const* values, size_t count, void (*report)(const char*));
HLOLITE_API void tflite_plugin_destroy_delegate(void* delegate);

#ifdef __cplusplus
}
#endif
