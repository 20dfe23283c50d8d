// The short way from Python to the CPU kernel and back: checks, memory and the autograd node without Python in between.
//
// For small tensors an autograd function written in Python takes longer than the kernel (benchmarks/results has both).
// This file takes ordinary calls alone. For any other it returns None, without having done anything, and the Python
// code decides: it raises the errors, and it serves compilers, transforms and tensor subclasses.
//
// It uses PyTorch's C++ interface, which changes with every version. setup.py therefore names the compiled file after
// the version it was built with, and native.py loads no other.

#include <Python.h>

#include "cpu.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <torch/csrc/Exceptions.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/python_variable.h>
#include <torch/csrc/utils/object_ptr.h>

#include <cfloat>
#include <cmath>
#include <new>
#include <optional>

namespace {

using at::Tensor;
using c10::DispatchKey;
using c10::DispatchKeySet;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;
using Given = std::optional<Tensor>;

// What native.py hands over: the kernel of the build for this processor, and things of the Python code
decltype(&rms_norm_forward) kernel_forward = nullptr;
decltype(&rms_norm_backward) kernel_backward = nullptr;
int64_t min_elements_for_threads = 0;
PyObject* convention_type = nullptr;
PyObject* backward_as_operations = nullptr;

struct Settings {
  double eps;
  bool eps_outside;
  bool cast_before_weight;
  int weight_offset;
  double p;
  int64_t num_rms_elements;
  bool has_bias;

  // As one value that an autograd context can keep; a float64 holds every integer below 2^53
  std::vector<double> packed() const {
    return {eps, double(eps_outside),      double(cast_before_weight), double(weight_offset),
            p,   double(num_rms_elements), double(has_bias)};
  }
  static Settings unpacked(const std::vector<double>& values) {
    return {values[0], values[1] != 0,     values[2] != 0, int(values[3]),
            values[4], int64_t(values[5]), values[6] != 0};
  }
};

std::optional<int> dtype_code(const Tensor& tensor) {
  switch (tensor.scalar_type()) {
    case at::kFloat: return 0;
    case at::kBFloat16: return 1;
    case at::kHalf: return 2;
    default: return std::nullopt;
  }
}

// Autograd is served here, and autocast leaves the norms alone
constexpr DispatchKeySet HARMLESS_KEYS =
    c10::autocast_dispatch_keyset | c10::autograd_dispatch_keyset_with_ADInplaceOrView;

// Whether nothing has to see the operations: no tracer, no dispatch mode, no transform of torch.func.
bool is_ordinary_moment() {
  const auto local = c10::impl::tls_local_dispatch_key_set();
  return (local.included_ - HARMLESS_KEYS) == (c10::default_included_set - HARMLESS_KEYS) &&
         (local.excluded_ - HARMLESS_KEYS) == (c10::default_excluded_set - HARMLESS_KEYS);
}

// Whether the numbers lie in memory as they count: not batched, negated, sparse, wrapped, or with a tangent.
bool is_ordinary(const Tensor& tensor) {
  return (tensor.key_set() - HARMLESS_KEYS) == DispatchKeySet(DispatchKey::CPU) && tensor.has_storage() &&
         !tensor._fw_grad(0).defined();
}

bool is_parameter_of(const Tensor& parameter, int64_t hidden_size) {
  return is_ordinary(parameter) && (dtype_code(parameter) || parameter.scalar_type() == at::kDouble) &&
         parameter.dim() == 1 && parameter.size(0) == hidden_size;
}

// A tensor whose rows are contiguous, without a copy where possible, and the distance between two rows.
struct Rows {
  Tensor tensor;
  int64_t stride = 0;

  explicit Rows(const Tensor& source) {
    if (!source.defined()) return;
    const int64_t n = source.size(-1);
    tensor = source;
    stride = n;
    if (source.is_contiguous()) return;
    tensor = source.reshape({-1, n});
    if (tensor.stride(1) != 1) tensor = tensor.contiguous();
    stride = tensor.stride(0);
  }
  const void* data() const { return tensor.defined() ? tensor.const_data_ptr() : nullptr; }
};

// A gain or a bias as the kernel can read it.
struct Parameter {
  Tensor tensor;
  int dtype = 0;

  explicit Parameter(const Tensor& source) {
    if (!source.defined()) return;
    tensor = (dtype_code(source) ? source : source.to(at::kFloat)).contiguous();
    dtype = *dtype_code(tensor);
  }
  const void* data() const { return tensor.defined() ? tensor.const_data_ptr() : nullptr; }
};

Tensor empty_rows_like(const Tensor& tensor) { return at::empty(tensor.sizes(), tensor.options()); }

Tensor empty_float32(int64_t size) { return at::empty({size}, at::TensorOptions().dtype(at::kFloat)); }

float* float_data(const Tensor& tensor) { return tensor.defined() ? tensor.data_ptr<float>() : nullptr; }

int num_threads(int64_t num_elements) { return num_elements >= min_elements_for_threads ? at::get_num_threads() : 1; }

struct Outputs {
  Tensor y, rms, total;
};

Outputs run_forward(const Tensor& x, const Tensor& residual, const Tensor& weight, const Tensor& bias,
                    const Settings& settings, bool need_rms) {
  const at::AutoDispatchBelowADInplaceOrView memory_only;
  const int64_t n = x.size(-1), num_rows = x.numel() / n;
  const Outputs out{empty_rows_like(x), need_rms ? empty_float32(num_rows) : Tensor(),
                    residual.defined() ? empty_rows_like(x) : Tensor()};
  const Rows rows(x), residual_rows(residual);
  const Parameter gain(weight), shift(bias);
  const int failed = kernel_forward(
      *dtype_code(x), rows.data(), rows.stride, residual_rows.data(), residual_rows.stride,
      out.total.defined() ? out.total.data_ptr() : nullptr, out.y.data_ptr(), float_data(out.rms),
      gain.dtype, gain.data(), settings.weight_offset, shift.dtype, shift.data(), num_rows, n,
      settings.num_rms_elements, settings.eps, settings.eps_outside, settings.cast_before_weight,
      num_threads(x.numel()));
  if (failed) throw std::bad_alloc();
  return out;
}

// Whether the kernel may read these; hooks on saved tensors can return anything.
bool fit(const Tensor& grad, const Tensor& h, const Tensor& weight, const Tensor& rms, const Tensor& grad_total) {
  const auto like_h = [&](const Tensor& one) {
    return !one.defined() || (one.sizes() == h.sizes() && one.scalar_type() == h.scalar_type());
  };
  return like_h(grad) && like_h(grad_total) && dtype_code(h) && h.numel() > 0 &&
         (!weight.defined() || weight.sizes() == h.sizes().slice(h.dim() - 1)) && rms.scalar_type() == at::kFloat &&
         rms.numel() == h.numel() / h.size(-1) && rms.is_contiguous();
}

// The gradients of h, gain and bias by the kernel; the last two are float32.
variable_list run_backward(const Tensor& grad, const Tensor& h, const Tensor& weight, const Tensor& rms,
                           const Tensor& grad_total, const Settings& settings, bool need_weight, bool need_bias) {
  const at::AutoDispatchBelowADInplaceOrView memory_only;
  const int64_t n = h.size(-1), num_rows = h.numel() / n;
  const Tensor dx = empty_rows_like(h), dweight = need_weight ? empty_float32(n) : Tensor(),
               dbias = need_bias ? empty_float32(n) : Tensor();
  const Rows grad_rows(grad), rows(h), total_rows(grad_total);
  const Parameter gain(weight);
  const int failed = kernel_backward(
      *dtype_code(h), grad_rows.data(), grad_rows.stride, rows.data(), rows.stride, total_rows.data(),
      total_rows.stride, float_data(rms), dx.data_ptr(), gain.dtype, gain.data(), settings.weight_offset,
      float_data(dweight), float_data(dbias), num_rows, n, settings.num_rms_elements, settings.eps,
      settings.eps_outside, num_threads(h.numel()));
  if (failed) throw std::bad_alloc();
  return {dx, dweight, dbias};
}

PyObject* wrap_or_none(const Tensor& tensor) {
  if (tensor.defined()) return THPVariable_Wrap(tensor);
  Py_RETURN_NONE;
}

// The same as operations that derivatives and transforms of the backward pass can see: native.py has them.
variable_list run_backward_as_operations(const Tensor& grad, const Tensor& h, const Tensor& weight,
                                         const Tensor& grad_total, const Settings& settings, bool need_h,
                                         bool need_weight, bool need_bias) {
  const pybind11::gil_scoped_acquire gil;
  THPObjectPtr gradients(PyObject_CallFunction(
      backward_as_operations, "NNNNdiiidiii", wrap_or_none(grad), wrap_or_none(h), wrap_or_none(weight),
      wrap_or_none(grad_total), settings.eps, int(settings.eps_outside), settings.weight_offset,
      int(settings.cast_before_weight), settings.p, int(need_h), int(need_weight), int(need_bias)));
  if (!gradients) {
    python_error error;
    error.persist();  // it leaves this thread's Python state and is raised again where backward() was called
    throw error;
  }
  variable_list found;
  for (int i = 0; i < 3; ++i) {
    PyObject* one = PyTuple_GET_ITEM(gradients.get(), i);
    found.push_back(one == Py_None ? Tensor() : THPVariable_Unpack(one));
  }
  return found;
}

}  // namespace

namespace rmsnorm_lib {  // error messages and profiles show this name

// Edges lead to x, residual, weight and bias, in this order, as far as they are given.
struct RMSNorm : torch::autograd::Function<RMSNorm> {
  static variable_list forward(AutogradContext* context, const Tensor& x, const Given& residual, const Given& weight,
                               const Given& bias, const Settings& settings) {
    const Outputs out = run_forward(x, residual.value_or(Tensor()), weight.value_or(Tensor()), bias.value_or(Tensor()),
                                    settings, true);
    context->save_for_backward({out.total.defined() ? out.total : x, weight.value_or(Tensor()), out.rms});
    context->saved_data["settings"] = settings.packed();
    context->set_materialize_grads(false);
    if (out.total.defined()) return {out.y, out.total};
    return {out.y};
  }

  static variable_list backward(AutogradContext* context, const variable_list& grads) {
    const variable_list saved = context->get_saved_variables();
    const Tensor &h = saved[0], &weight = saved[1], &rms = saved[2];
    const Settings settings = Settings::unpacked(context->saved_data["settings"].toDoubleVector());
    size_t edge = 0;
    const auto needed = [&](bool given) { return given && context->needs_input_grad(edge++); };
    const bool need_x = needed(true), need_residual = needed(grads.size() > 1);
    const bool need_weight = needed(weight.defined()), need_bias = needed(settings.has_bias);
    const Tensor& grad = grads[0];
    const Tensor grad_total = grads.size() > 1 ? grads[1] : Tensor();
    if (!grad.defined())  // nothing was computed from the output
      return {need_x ? grad_total : Tensor(), need_residual ? grad_total : Tensor(), Tensor(), Tensor(), Tensor()};

    bool ordinary = is_ordinary_moment() && !c10::GradMode::is_enabled() && fit(grad, h, weight, rms, grad_total);
    for (const Tensor& one : {grad, h, weight, rms, grad_total}) ordinary &= !one.defined() || is_ordinary(one);
    variable_list found =
        ordinary ? run_backward(grad, h, weight, rms, grad_total, settings, need_weight, need_bias)
                 : run_backward_as_operations(grad, h, weight, grad_total, settings, need_x || need_residual,
                                              need_weight, need_bias);
    // Autograd converts them to the dtypes of the parameters
    return {need_x ? found[0] : Tensor(), need_residual ? found[0] : Tensor(), found[1], found[2], Tensor()};
  }
};

}  // namespace rmsnorm_lib

namespace {

// The tensor of an argument: undefined for None; nullopt where it is no plain tensor.
std::optional<Tensor> plain_tensor(PyObject* argument) {
  if (argument == Py_None) return Tensor();
  if (!THPVariable_CheckExact(argument)) return std::nullopt;
  return THPVariable_Unpack(argument);
}

bool equals(PyObject* text, const char* expected) {
  return PyUnicode_Check(text) && PyUnicode_CompareWithASCIIString(text, expected) == 0;
}

// What the convention and eps say about rows of this size; nullopt where they are for the Python code to judge.
std::optional<Settings> read_settings(PyObject* convention, PyObject* eps, int64_t hidden_size, const Tensor& bias) {
  if (reinterpret_cast<PyObject*>(Py_TYPE(convention)) != convention_type) return std::nullopt;
  const auto attribute = [&](const char* name) {
    PyObject* value = PyObject_GetAttrString(convention, name);
    if (!value) throw python_error();
    return value;
  };
  THPObjectPtr placement(attribute("eps_placement")), cast(attribute("cast"));
  THPObjectPtr offset(attribute("weight_offset")), p(attribute("p"));
  THPObjectPtr chosen_eps(eps == Py_None ? attribute("eps") : Py_NewRef(eps));
  double value = FLT_EPSILON;  // what None means for the dtypes of this file
  if (chosen_eps.get() != Py_None) {
    if (!PyFloat_CheckExact(chosen_eps.get())) return std::nullopt;
    value = PyFloat_AS_DOUBLE(chosen_eps.get());
    if (!std::isfinite(value) || value < 0) return std::nullopt;
  }
  Settings settings{value, equals(placement, "outside"), equals(cast, "before_weight"), int(PyLong_AsLong(offset)),
                    PyFloat_AsDouble(p), hidden_size, bias.defined()};
  if (PyErr_Occurred()) throw python_error();
  if (settings.p == 1.0) return settings;
  THPObjectPtr count(PyObject_CallMethod(convention, "num_rms_elements", "L", (long long)hidden_size));
  if (!count) throw python_error();
  settings.num_rms_elements = PyLong_AsLongLong(count);
  return settings;
}

// The outputs, or nullopt where the call is not an ordinary one.
std::optional<variable_list> normalize(PyObject* x_argument, PyObject* residual_argument, PyObject* weight_argument,
                                       PyObject* bias_argument, PyObject* eps, PyObject* convention) {
  const auto x = plain_tensor(x_argument), residual = plain_tensor(residual_argument);
  const auto weight = plain_tensor(weight_argument), bias = plain_tensor(bias_argument);
  if (!x || !x->defined() || !residual || !weight || !bias || !is_ordinary_moment()) return std::nullopt;
  if (!is_ordinary(*x) || !dtype_code(*x) || x->dim() == 0 || x->numel() == 0) return std::nullopt;
  const int64_t n = x->size(-1);
  for (const Tensor& parameter : {*weight, *bias})
    if (parameter.defined() && !is_parameter_of(parameter, n)) return std::nullopt;
  if (residual->defined() && (!is_ordinary(*residual) || residual->sizes() != x->sizes() ||
                              residual->scalar_type() != x->scalar_type()))
    return std::nullopt;
  const auto settings = read_settings(convention, eps, n, *bias);
  if (!settings) return std::nullopt;

  const pybind11::gil_scoped_release no_gil;
  if (!torch::autograd::compute_requires_grad(*x, *residual, *weight, *bias)) {
    const Outputs out = run_forward(*x, *residual, *weight, *bias, *settings, false);
    return variable_list{out.y, out.total};
  }
  const auto given = [](const Tensor& tensor) { return tensor.defined() ? Given(tensor) : Given(); };
  variable_list outputs = rmsnorm_lib::RMSNorm::apply(*x, given(*residual), given(*weight), given(*bias), *settings);
  outputs.resize(2);
  return outputs;
}

PyObject* rms_norm(PyObject*, PyObject* const* arguments, Py_ssize_t num_arguments) {
  HANDLE_TH_ERRORS
  TORCH_CHECK_TYPE(num_arguments == 5, "rms_norm takes x, weight, bias, eps, convention");
  const auto out = normalize(arguments[0], Py_None, arguments[1], arguments[2], arguments[3], arguments[4]);
  return wrap_or_none(out ? (*out)[0] : Tensor());
  END_HANDLE_TH_ERRORS
}

PyObject* add_rms_norm(PyObject*, PyObject* const* arguments, Py_ssize_t num_arguments) {
  HANDLE_TH_ERRORS
  TORCH_CHECK_TYPE(num_arguments == 6, "add_rms_norm takes x, residual, weight, bias, eps, convention");
  const auto out =
      normalize(arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]);
  if (!out || !(*out)[1].defined()) Py_RETURN_NONE;
  return Py_BuildValue("(NN)", THPVariable_Wrap((*out)[0]), THPVariable_Wrap((*out)[1]));
  END_HANDLE_TH_ERRORS
}

PyObject* connect(PyObject*, PyObject* arguments) {
  unsigned long long forward = 0, backward = 0;
  long long num_elements = 0;
  PyObject *type = nullptr, *operations = nullptr;
  if (!PyArg_ParseTuple(arguments, "KKLOO", &forward, &backward, &num_elements, &type, &operations)) return nullptr;
  min_elements_for_threads = num_elements;
  kernel_forward = reinterpret_cast<decltype(kernel_forward)>(forward);
  kernel_backward = reinterpret_cast<decltype(kernel_backward)>(backward);
  Py_XSETREF(convention_type, Py_NewRef(type));
  Py_XSETREF(backward_as_operations, Py_NewRef(operations));
  Py_RETURN_NONE;
}

PyMethodDef methods[] = {
    {"rms_norm", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(rms_norm)), METH_FASTCALL,
     "rms_norm(x, weight, bias, eps, convention): the output, or None where the call is not an ordinary one"},
    {"add_rms_norm", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(add_rms_norm)), METH_FASTCALL,
     "add_rms_norm(x, residual, weight, bias, eps, convention): the output and x + residual, or None"},
    {"connect", connect, METH_VARARGS,
     "connect(forward, backward, min_elements_for_threads, convention_type, backward_as_operations)"},
    {nullptr, nullptr, 0, nullptr}};

}  // namespace

#define JOIN(first, second) first##second
#define INIT_FUNCTION(name) JOIN(PyInit_, name)

PyMODINIT_FUNC INIT_FUNCTION(RMSNORM_LIB_MODULE)() {
  static PyModuleDef definition = {PyModuleDef_HEAD_INIT, "native", nullptr, -1, methods,
                                   nullptr,               nullptr,  nullptr, nullptr};
  PyObject* module = PyModule_Create(&definition);
  if (module && PyModule_AddIntConstant(module, "INTERFACE", RMS_NORM_INTERFACE) < 0) Py_CLEAR(module);
  return module;
}
