// The part of LiteRT's C API that a custom kernel touches, declared here so that building needs no LiteRT. As in ai-edge-litert 2.3.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int LiteRtStatus;
enum { kLiteRtStatusOk = 0, kLiteRtStatusErrorInvalidArgument = 1 };
enum { kLiteRtLockRead = 0, kLiteRtLockWrite = 1 };

typedef struct LiteRtTensorBufferT* LiteRtTensorBuffer;

typedef struct {
  unsigned int rank : 7;
  unsigned int has_strides : 1;
  int32_t dimensions[8];
  uint32_t strides[8];
} LiteRtLayout;

typedef struct {
  int element_type;
  LiteRtLayout layout;
} LiteRtRankedTensorType;

typedef struct {
  LiteRtStatus (*Init)(void* user_data, const void* options, size_t size);
  LiteRtStatus (*GetOutputLayouts)(void* user_data, size_t input_count, const LiteRtLayout* inputs, size_t output_count,
                                   LiteRtLayout* outputs);
  LiteRtStatus (*Run)(void* user_data, size_t input_count, const LiteRtTensorBuffer* inputs, size_t output_count,
                      LiteRtTensorBuffer* outputs);
  LiteRtStatus (*Destroy)(void* user_data);
} LiteRtCustomOpKernel;

LiteRtStatus LiteRtGetTensorBufferTensorType(LiteRtTensorBuffer buffer, LiteRtRankedTensorType* type);
LiteRtStatus LiteRtLockTensorBuffer(LiteRtTensorBuffer buffer, void** address, int mode);
LiteRtStatus LiteRtUnlockTensorBuffer(LiteRtTensorBuffer buffer);

#ifdef __cplusplus
}
#endif
