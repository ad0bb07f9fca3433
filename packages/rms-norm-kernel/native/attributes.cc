// A reader of FlexBuffer maps, as much of the format as attributes need. Nothing outside the bytes is touched, whatever they say.
//
// A FlexBuffer ends in its root: value, packed type, width of the value in bytes. A packed type is type << 2 | log2 of the width of what
// the value points at. Vectors are `size` values of one width, their size before them and their packed types behind; a map is such a vector
// with the offset of its keys and their width before the size. Offsets count back from where they stand. Keys are sorted C strings.
#include "attributes.h"

#include <cmath>
#include <cstring>

namespace hlolite {
namespace {

enum Type { kInt = 1, kUint = 2, kFloat = 3, kKey = 4, kString = 5, kIndirectInt = 6, kIndirectUint = 7, kIndirectFloat = 8, kMap = 9, kBool = 26 };

struct Buffer {
  const uint8_t* bytes;
  size_t size;

  bool has(size_t at, size_t count) const { return at <= size && count <= size - at; }

  bool read_unsigned(size_t at, size_t width, uint64_t& value) const {
    if (!has(at, width)) return false;
    value = 0;
    for (size_t i = 0; i < width; i++) value |= uint64_t(bytes[at + i]) << (8 * i);
    return true;
  }

  // Follows the offset that stands at `at`.
  bool follow(size_t at, size_t width, size_t& target) const {
    uint64_t offset;
    if (!read_unsigned(at, width, offset) || offset > at) return false;
    target = at - size_t(offset);
    return true;
  }

  // A C string, ended inside the bytes.
  const char* text(size_t at) const {
    const void* end = at < size ? memchr(bytes + at, 0, size - at) : nullptr;
    return end ? reinterpret_cast<const char*>(bytes + at) : nullptr;
  }
};

bool is_width(uint64_t width) { return width == 1 || width == 2 || width == 4 || width == 8; }

// A value in a vector: where it stands, how wide it is, and its packed type.
struct Value {
  const Buffer& buffer;
  size_t at;
  size_t width;
  uint8_t packed;

  int type() const { return packed >> 2; }

  // Numbers of every kind, inline or at the end of an offset.
  bool number(double& result) const {
    size_t from = at, bytes = width;
    int kind = type();
    if (kind >= kIndirectInt && kind <= kIndirectFloat) {
      if (!buffer.follow(at, width, from)) return false;
      bytes = size_t(1) << (packed & 3);
      kind -= kIndirectInt - kInt;
    }
    uint64_t bits;
    if (!buffer.read_unsigned(from, bytes, bits)) return false;
    if (kind == kInt) {
      const unsigned shift = unsigned(64 - 8 * bytes);
      result = double(int64_t(bits << shift) >> shift);
    } else if (kind == kUint || kind == kBool) {
      result = double(bits);
    } else if (kind == kFloat && bytes == 8) {
      memcpy(&result, &bits, 8);
    } else if (kind == kFloat && bytes == 4) {
      float single;
      const uint32_t low = uint32_t(bits);
      memcpy(&single, &low, 4);
      result = single;
    } else {
      return false;
    }
    return true;
  }

  const char* text() const {
    size_t target;
    return (type() == kString || type() == kKey) && buffer.follow(at, width, target) ? buffer.text(target) : nullptr;
  }
};

const char* read_epsilon(const Value& value, Attributes& attributes) {
  double& epsilon = attributes.epsilon;
  return value.type() != kBool && value.number(epsilon) && std::isfinite(epsilon) && epsilon > 0 ? nullptr
                                                                                                  : "epsilon must be a finite number above 0";
}

const char* read_axis(const Value& value, Attributes& attributes) {
  double axis;
  if (value.type() == kBool || !value.number(axis) || axis != std::floor(axis) || std::fabs(axis) > 1000) return "axis must be an integer";
  attributes.axis = int64_t(axis);
  return nullptr;
}

const char* read_bool(const Value& value, bool& result, const char* complaint) {
  double number;
  if (value.type() != kBool || !value.number(number)) return complaint;
  result = number != 0;
  return nullptr;
}

const char* read_value(const char* key, const Value& value, Attributes& attributes) {
  if (!strcmp(key, "epsilon")) return read_epsilon(value, attributes);
  if (!strcmp(key, "axis")) return read_axis(value, attributes);
  if (!strcmp(key, "add_unit_offset")) return read_bool(value, attributes.unit_offset, "add_unit_offset must be true or false");
  if (strcmp(key, "approximate")) return nullptr;
  const char* text = value.text();
  if (!text) return read_bool(value, attributes.tanh, "approximate must be 'none', 'tanh', true or false");
  attributes.tanh = !strcmp(text, "tanh");
  return attributes.tanh || !strcmp(text, "none") ? nullptr : "approximate must be 'none', 'tanh', true or false";
}

constexpr const char* kNoMap = "the options must be a FlexBuffer map";

// The map's values begin at `values`.
const char* read_map(const Buffer& buffer, size_t values, size_t width, Attributes& attributes) {
  uint64_t size, key_width;
  size_t keys;
  if (values < 3 * width || !buffer.read_unsigned(values - width, width, size) ||
      !buffer.read_unsigned(values - 2 * width, width, key_width) || !is_width(key_width) ||
      !buffer.follow(values - 3 * width, width, keys))
    return kNoMap;
  // Each entry has at least a value and a type, so more than there are bytes there cannot be; then the products below do not overflow.
  if (size > buffer.size || !buffer.has(values, size_t(size) * (width + 1)) || !buffer.has(keys, size_t(size) * size_t(key_width)))
    return kNoMap;
  for (size_t i = 0; i < size; i++) {
    size_t at;
    const char* key = buffer.follow(keys + i * size_t(key_width), size_t(key_width), at) ? buffer.text(at) : nullptr;
    if (!key) return kNoMap;
    const Value value = {buffer, values + i * width, width, buffer.bytes[values + size_t(size) * width + i]};
    if (const char* problem = read_value(key, value, attributes)) return problem;
  }
  return nullptr;
}

}  // namespace

const char* read_attributes(const void* bytes, size_t size, Attributes& attributes) {
  attributes = Attributes();
  if (size == 0) return nullptr;
  const Buffer buffer = {static_cast<const uint8_t*>(bytes), size};
  if (size < 3) return kNoMap;
  const size_t root_width = buffer.bytes[size - 1];
  const uint8_t packed = buffer.bytes[size - 2];
  size_t values;
  if (!is_width(root_width) || packed >> 2 != kMap || size - 2 < root_width || !buffer.follow(size - 2 - root_width, root_width, values))
    return kNoMap;
  return read_map(buffer, values, size_t(1) << (packed & 3), attributes);
}

}  // namespace hlolite
