// Fused RMS normalization for the CPU: every row is read once from memory and written once.
//
// Sums of squares and dot products are formed in float64, so that float32 rows of any scale above the subnormal numbers
// are normalized exactly. Rows in float16 and bfloat16 are widened to float32 in a buffer that stays in the cache,
// computed there, and rounded once. A row is always computed by one thread in one order: its result depends on nothing
// but the row.
//
// The file has no dependencies.

#include "cpu.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <new>
#include <type_traits>
#include <vector>
#ifdef __F16C__
#include <immintrin.h>
#endif
#ifdef _OPENMP
#include <omp.h>
#endif

namespace {

// Parts with gain gradients of their own; of more threads than parts, some have nothing to do in the backward pass
const int64_t MAX_BLOCKS = 16;

struct BFloat16 { uint16_t bits; };
struct Float16 { uint16_t bits; };

float widen_one(BFloat16 v) {
  const uint32_t bits = uint32_t(v.bits) << 16;
  float result;
  std::memcpy(&result, &bits, sizeof result);
  return result;
}

BFloat16 narrow_one(float v, BFloat16) {
  uint32_t bits;
  std::memcpy(&bits, &v, sizeof bits);
  const bool is_nan = (bits & 0x7fffffffu) > 0x7f800000u;
  const uint32_t nearest_even = (bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16;
  return {uint16_t(is_nan ? 0x7fc0u : nearest_even)};
}

float widen_one(Float16 v) {
  _Float16 half;
  std::memcpy(&half, &v, sizeof half);
  return float(half);
}

Float16 narrow_one(float v, Float16) {
  const _Float16 half = _Float16(v);
  Float16 result;
  std::memcpy(&result, &half, sizeof result);
  return result;
}

// Eight float16 values at a time where the processor can; returns how many were converted.
int64_t widen_vectors(const Float16* row, float* wide, int64_t n) {
  int64_t i = 0;
#ifdef __F16C__
  for (; i + 8 <= n; i += 8)
    _mm256_storeu_ps(wide + i, _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(row + i))));
#endif
  return i;
}

int64_t narrow_vectors(const float* wide, Float16* row, int64_t n) {
  int64_t i = 0;
#ifdef __F16C__
  for (; i + 8 <= n; i += 8)
    _mm_storeu_si128(reinterpret_cast<__m128i*>(row + i),
                     _mm256_cvtps_ph(_mm256_loadu_ps(wide + i), _MM_FROUND_TO_NEAREST_INT));
#endif
  return i;
}

int64_t widen_vectors(const BFloat16*, float*, int64_t) { return 0; }
int64_t narrow_vectors(const float*, BFloat16*, int64_t) { return 0; }

// A float32 row is used where it lies; a narrower row is widened into the buffer.
const float* widen(const float* row, float*, int64_t) { return row; }

template <class T>
const float* widen(const T* row, float* buffer, int64_t n) {
#pragma omp simd
  for (int64_t i = widen_vectors(row, buffer, n); i < n; ++i) buffer[i] = widen_one(row[i]);
  return buffer;
}

// Where the float32 results of a row are written before narrow() rounds them into the row.
float* destination(float* row, float*) { return row; }
template <class T>
float* destination(T*, float* buffer) { return buffer; }

void narrow(const float*, float*, int64_t) {}

template <class T>
void narrow(const float* wide, T* row, int64_t n) {
#pragma omp simd
  for (int64_t i = narrow_vectors(wide, row, n); i < n; ++i) row[i] = narrow_one(wide[i], T{});
}

struct Norm {
  int64_t hidden_size;
  int64_t num_rms_elements;  // the RMS is that of the first elements of a row
  double eps;
  bool eps_outside;
  bool cast_before_weight;
  const float* gain;  // never null; the offset is already added
  const float* bias;  // null for none

  float scale(double rms) const {
    return float(eps_outside ? 1.0 / (rms + eps) : 1.0 / std::sqrt(rms * rms + eps));
  }
};

template <class T>
void forward_row(const Norm& norm, const T* x, const T* residual, T* total, T* y, float* rms, float* buffer) {
  const int64_t n = norm.hidden_size;
  const float* h = widen(x, buffer, n);
  if (residual) {
    const float* r = widen(residual, buffer + n, n);
    float* sum = destination(total, buffer);
#pragma omp simd
    for (int64_t i = 0; i < n; ++i) sum[i] = h[i] + r[i];
    narrow(sum, total, n);
    h = widen(total, buffer, n);
  }

  double sum_of_squares = 0.0;
#pragma omp simd reduction(+ : sum_of_squares)
  for (int64_t i = 0; i < norm.num_rms_elements; ++i) sum_of_squares += double(h[i]) * double(h[i]);
  const double row_rms = std::sqrt(sum_of_squares / double(norm.num_rms_elements));
  if (rms) *rms = float(row_rms);
  const float scale = norm.scale(row_rms);

  float* out = destination(y, buffer);
  const float* gain = norm.gain;
  const float* bias = norm.bias;
  if (norm.cast_before_weight) {
#pragma omp simd
    for (int64_t i = 0; i < n; ++i) out[i] = h[i] * scale;
    narrow(out, y, n);
    const float* rounded = widen(y, buffer, n);
#pragma omp simd
    for (int64_t i = 0; i < n; ++i) out[i] = rounded[i] * gain[i];
  } else {
#pragma omp simd
    for (int64_t i = 0; i < n; ++i) out[i] = h[i] * scale * gain[i];
  }
  if (bias) {
#pragma omp simd
    for (int64_t i = 0; i < n; ++i) out[i] += bias[i];
  }
  narrow(out, y, n);
}

// With u = x * scale, G = gain * grad and m = sum(G * u) / num_rms_elements the closed form of reference.py reads
//   dx = scale * (G - u * t),  t = m inside the root,  t = m * (rms + eps) / rms outside,  t = 0 at a row of zeros
// for the elements that the RMS sees, and dx = scale * G for the others. No factor leaves the range of float32.
template <class T>
void backward_row(const Norm& norm, const T* grad, const T* x, const T* grad_residual, float rms, T* dx, float* dweight,
                  float* dbias, float* buffer) {
  const int64_t n = norm.hidden_size, k = norm.num_rms_elements;
  const float* g = widen(grad, buffer, n);
  const float* h = widen(x, buffer + n, n);
  const float* extra = grad_residual ? widen(grad_residual, buffer + 2 * n, n) : nullptr;
  const float* gain = norm.gain;
  const float scale = norm.scale(rms);

  double dot = 0.0;
  if (dweight) {
#pragma omp simd reduction(+ : dot)
    for (int64_t i = 0; i < n; ++i) {
      const float product = g[i] * (h[i] * scale);
      dweight[i] += product;
      dot += double(product * gain[i]);
    }
  } else {
#pragma omp simd reduction(+ : dot)
    for (int64_t i = 0; i < n; ++i) dot += double(g[i] * (h[i] * scale) * gain[i]);
  }
  double factor = 1.0;
  if (norm.eps_outside) factor = rms > 0 ? (double(rms) + norm.eps) / double(rms) : 0.0;
  const float t = float(dot / double(k) * factor);

  // This comes first, because the results of a narrow row are written over g
  if (dbias) {
#pragma omp simd
    for (int64_t i = 0; i < n; ++i) dbias[i] += g[i];
  }
  float* out = destination(dx, buffer);
#pragma omp simd
  for (int64_t i = 0; i < k; ++i) out[i] = scale * (g[i] * gain[i] - h[i] * scale * t);
#pragma omp simd
  for (int64_t i = k; i < n; ++i) out[i] = scale * (g[i] * gain[i]);
  if (extra) {
#pragma omp simd
    for (int64_t i = 0; i < n; ++i) out[i] += extra[i];
  }
  narrow(out, dx, n);
}

// Where narrow rows are widened. All is allocated before threads start: what they throw would end the process.
template <class T>
class Buffers {
 public:
  Buffers(int num_threads, int64_t size)
      : size_(sizeof(T) < sizeof(float) ? size : 0), values_(num_threads * size_) {}

  float* of_this_thread() {
#ifdef _OPENMP
    return values_.data() + omp_get_thread_num() * size_;
#else
    return values_.data();
#endif
  }

 private:
  int64_t size_;
  std::vector<float> values_;
};

template <class T>
void forward_rows(const Norm& norm, const T* x, int64_t x_stride, const T* residual, int64_t residual_stride, T* total,
                  T* y, float* rms, int64_t num_rows, int num_threads) {
  const int64_t n = norm.hidden_size;
  Buffers<T> buffers(num_threads, 2 * n);
#pragma omp parallel num_threads(num_threads) if (num_threads > 1)
  {
    float* buffer = buffers.of_this_thread();
#pragma omp for
    for (int64_t i = 0; i < num_rows; ++i)
      forward_row(norm, x + i * x_stride, residual ? residual + i * residual_stride : nullptr,
                  residual ? total + i * n : nullptr, y + i * n, rms ? rms + i : nullptr, buffer);
  }
}

// Adds the rows of partial, shape (num_blocks, n), in a fixed order; the threads of a team share the columns.
void sum_of_blocks(const float* partial, float* sum, int64_t num_blocks, int64_t n) {
  const int64_t width = 1024;
#pragma omp for schedule(static)
  for (int64_t first = 0; first < n; first += width) {
    const int64_t last = std::min(first + width, n);
    std::fill(sum + first, sum + last, 0.0f);
    for (int64_t block = 0; block < num_blocks; ++block)
#pragma omp simd
      for (int64_t i = first; i < last; ++i) sum[i] += partial[block * n + i];
  }
}

// Rows are cut into blocks whatever the number of threads; each block has its own sums for the gain and the bias, so
// that the result does not depend on the number of threads. Each thread takes the rows that it had in the forward
// pass, the last of them first: those are the rows that its cache may still hold.
template <class T>
void backward_rows(const Norm& norm, const T* grad, int64_t grad_stride, const T* x, int64_t x_stride,
                   const T* grad_residual, int64_t residual_stride, const float* rms, T* dx, float* dweight,
                   float* dbias, int64_t num_rows, int num_threads) {
  const int64_t n = norm.hidden_size, num_blocks = std::min(MAX_BLOCKS, num_rows);
  std::vector<float> dweights(dweight ? num_blocks * n : 0), dbiases(dbias ? num_blocks * n : 0);
  Buffers<T> buffers(num_threads, 3 * n);
#pragma omp parallel num_threads(num_threads) if (num_threads > 1)
  {
    float* buffer = buffers.of_this_thread();
#pragma omp for schedule(static, 1)
    for (int thread = 0; thread < num_threads; ++thread)
      for (int64_t last = (thread + 1) * num_blocks / num_threads, block = last - 1;
           block >= thread * num_blocks / num_threads; --block)
        for (int64_t i = block * num_rows / num_blocks; i < (block + 1) * num_rows / num_blocks; ++i)
          backward_row(norm, grad + i * grad_stride, x + i * x_stride,
                       grad_residual ? grad_residual + i * residual_stride : nullptr, rms[i], dx + i * n,
                       dweight ? dweights.data() + block * n : nullptr, dbias ? dbiases.data() + block * n : nullptr,
                       buffer);
    if (dweight) sum_of_blocks(dweights.data(), dweight, num_blocks, n);
    if (dbias) sum_of_blocks(dbiases.data(), dbias, num_blocks, n);
  }
}

// Calls function(T*) with a null pointer of the type that a dtype code stands for.
template <class Function>
void with_dtype(int dtype, Function function) {
  if (dtype == 0) function(static_cast<float*>(nullptr));
  if (dtype == 1) function(static_cast<BFloat16*>(nullptr));
  if (dtype == 2) function(static_cast<Float16*>(nullptr));
}

// A parameter in float32 with an offset added; used where it lies if it is that already.
struct Parameter {
  std::vector<float> buffer;
  const float* data = nullptr;

  Parameter(int dtype, const void* values, int64_t n, float offset) : data(static_cast<const float*>(values)) {
    if (!values || (dtype == 0 && offset == 0)) return;
    buffer.resize(n);
    with_dtype(dtype, [&](auto* type) {
      using T = std::remove_pointer_t<decltype(type)>;
      const float* wide = widen(static_cast<const T*>(values), buffer.data(), n);
#pragma omp simd
      for (int64_t i = 0; i < n; ++i) buffer[i] = wide[i] + offset;
    });
    data = buffer.data();
  }

  // Of a gain that is not there
  const float* or_ones(int64_t n) {
    if (!data) buffer.assign(n, 1.0f);
    return data ? data : buffer.data();
  }
};

}  // namespace

int rms_norm_interface() { return RMS_NORM_INTERFACE; }

int rms_norm_forward(int dtype, const void* x, int64_t x_stride, const void* residual, int64_t residual_stride,
                     void* total, void* y, float* rms, int gain_dtype, const void* gain, int gain_offset,
                     int bias_dtype, const void* bias, int64_t num_rows, int64_t hidden_size,
                     int64_t num_rms_elements, double eps, int eps_outside, int cast_before_weight, int num_threads) {
  try {
    Parameter wide_gain(gain_dtype, gain, hidden_size, float(gain_offset));
    const Parameter wide_bias(bias_dtype, bias, hidden_size, 0.0f);
    const Norm norm{hidden_size, num_rms_elements, eps, eps_outside != 0, cast_before_weight != 0,
                    wide_gain.or_ones(hidden_size), wide_bias.data};
    with_dtype(dtype, [&](auto* type) {
      using T = decltype(type);
      forward_rows(norm, static_cast<std::remove_pointer_t<T> const*>(x), x_stride,
                   static_cast<std::remove_pointer_t<T> const*>(residual), residual_stride, static_cast<T>(total),
                   static_cast<T>(y), rms, num_rows, num_threads);
    });
  } catch (const std::bad_alloc&) {
    return 1;
  }
  return 0;
}

int rms_norm_backward(int dtype, const void* grad, int64_t grad_stride, const void* x, int64_t x_stride,
                      const void* grad_residual, int64_t residual_stride, const float* rms, void* dx, int gain_dtype,
                      const void* gain, int gain_offset, float* dweight, float* dbias, int64_t num_rows,
                      int64_t hidden_size, int64_t num_rms_elements, double eps, int eps_outside, int num_threads) {
  try {
    Parameter wide_gain(gain_dtype, gain, hidden_size, float(gain_offset));
    const Norm norm{hidden_size, num_rms_elements, eps, eps_outside != 0, false,
                    wide_gain.or_ones(hidden_size), nullptr};
    with_dtype(dtype, [&](auto* type) {
      using T = decltype(type);
      backward_rows(norm, static_cast<std::remove_pointer_t<T> const*>(grad), grad_stride,
                    static_cast<std::remove_pointer_t<T> const*>(x), x_stride,
                    static_cast<std::remove_pointer_t<T> const*>(grad_residual), residual_stride, rms,
                    static_cast<T>(dx), dweight, dbias, num_rows, num_threads);
    });
  } catch (const std::bad_alloc&) {
    return 1;
  }
  return 0;
}
