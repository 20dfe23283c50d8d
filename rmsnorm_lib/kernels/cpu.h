// The functions of cpu.cpp. cpu.py calls them through ctypes, autograd.cpp through their addresses.
//
// dtype codes: 0 float32, 1 bfloat16, 2 float16. Strides count elements from row to row. Pointers that may be null:
// residual with total, rms, gain and bias forward; grad_residual, gain, dweight and dbias backward.

#include <cstdint>

// A compiled file may be older than the code that calls it: this number changes with the arguments below.
const int RMS_NORM_INTERFACE = 3;

extern "C" {

int rms_norm_interface();

// The functions below return 0, or 1 where there is no memory for what they need beside their arguments.
// y = gain * x / rms(x) + bias with x + residual, written to total, in place of x; rms gets one number a row.
int rms_norm_forward(int dtype, const void* x, int64_t x_stride, const void* residual, int64_t residual_stride,
                     void* total, void* y, float* rms, int gain_dtype, const void* gain, int gain_offset,
                     int bias_dtype, const void* bias, int64_t num_rows, int64_t hidden_size,
                     int64_t num_rms_elements, double eps, int eps_outside, int cast_before_weight, int num_threads);

// Gradients of it: dx with grad_residual added, and where asked for, those of gain and bias in float32.
int rms_norm_backward(int dtype, const void* grad, int64_t grad_stride, const void* x, int64_t x_stride,
                      const void* grad_residual, int64_t residual_stride, const float* rms, void* dx, int gain_dtype,
                      const void* gain, int gain_offset, float* dweight, float* dbias, int64_t num_rows,
                      int64_t hidden_size, int64_t num_rms_elements, double eps, int eps_outside, int num_threads);
}
