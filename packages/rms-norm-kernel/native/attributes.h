// Attributes of the op, read from the FlexBuffer map in its options. Absent bytes or keys give the defaults; other keys are ignored.
#pragma once
#include <cstddef>
#include <cstdint>

namespace hlolite {

struct Attributes {
  double epsilon = 1e-6;
  int64_t axis = -1;
  bool unit_offset = false;
  bool tanh = false;
};

// nullptr, or what must hold.
const char* read_attributes(const void* bytes, size_t size, Attributes& attributes);

}  // namespace hlolite
