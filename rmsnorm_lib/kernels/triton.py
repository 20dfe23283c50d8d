"""RMS normalization as two fused CUDA kernels, written in Triton: one for the forward pass, one for the backward.

A GPU does this arithmetic far faster than it can read the rows, so each kernel reads and writes every row just once.
A program works on tiles of ``tile_rows`` rows by ``block`` columns, held in registers.
A row of more than ``block`` columns is taken block by block, twice: first for its sum, then for its result; the second
reading follows so soon that it can come from the cache.

A row's result does not depend on the rows around it, and two equal calls give equal bits: tiles follow from the
hidden size and dtype alone, one compiled kernel serves any number of rows, and no sum uses atomic additions.
"""

import math
from functools import lru_cache

import torch
import triton
import triton.language as tl
from torch import Tensor

from rmsnorm_lib.conventions import Convention

DTYPES = (torch.float16, torch.bfloat16, torch.float32)
LARGEST_FORWARD_BLOCK = 32768
LARGEST_BACKWARD_BLOCK = 8192


@triton.jit
def _read(rows_ptr, columns, mask):
    """A tile in float32, zero where the mask is not set."""
    return tl.load(rows_ptr + columns, mask=mask, other=0.0).to(tl.float32)


@triton.jit
def _read_input(x_ptr, residual_ptr, columns, mask):
    """A tile of ``x``, or of ``x + residual`` as it is stored."""
    h = _read(x_ptr, columns, mask)
    if residual_ptr is not None:
        h = (h + _read(residual_ptr, columns, mask)).to(x_ptr.dtype.element_ty).to(tl.float32)
    return h


@triton.jit
def _times_gain(tile, weight_ptr, columns, hidden_size: tl.constexpr, weight_offset: tl.constexpr):
    if weight_ptr is not None:
        tile *= _read(weight_ptr, columns, columns < hidden_size) + weight_offset
    return tile


@triton.jit
def _scale(rms, eps, eps_placement: tl.constexpr):
    """The factor of each row. Operations named ``_rn`` round to nearest; Triton's plain ones are approximate."""
    if eps_placement == "outside":
        return tl.div_rn(1.0, rms + eps)
    else:
        return tl.div_rn(1.0, tl.sqrt_rn(rms * rms + eps))


@triton.jit
def _add_to_sums(sums_ptr, tile, columns, in_row, is_first):
    """Add the column sums of a tile to sums in memory, which the first tile starts; None is no sums."""
    if sums_ptr is not None:
        so_far = tl.load(sums_ptr + columns, mask=in_row & (is_first == 0), other=0.0)
        tl.store(sums_ptr + columns, so_far + tl.sum(tile, axis=0, keep_dims=True), mask=in_row)


# Triton would compile a kernel anew for integers that are 1 or divisible by 16. do_not_specialize stops that, so that
# the number of rows cannot change how a row is summed. Rows are 64-bit integers: an offset may pass 2**31.
@triton.jit(do_not_specialize=["num_rows", "x_stride", "residual_stride"])
def _forward_kernel(
    x_ptr, residual_ptr, weight_ptr, bias_ptr, y_ptr, new_residual_ptr, rms_ptr,
    num_rows, x_stride, residual_stride, eps,
    hidden_size: tl.constexpr, num_rms_elements: tl.constexpr,
    eps_placement: tl.constexpr, weight_offset: tl.constexpr, cast: tl.constexpr, shrink: tl.constexpr,
    tile_rows: tl.constexpr, block: tl.constexpr, alignment: tl.constexpr,
):  # fmt: skip
    dtype = y_ptr.dtype.element_ty
    rows = tl.program_id(0).to(tl.int64) * tile_rows + tl.arange(0, tile_rows)[:, None]
    row_exists = rows < num_rows
    x_ptr += rows * x_stride * alignment
    if residual_ptr is not None:
        residual_ptr += rows * residual_stride * alignment
        new_residual_ptr += rows * hidden_size

    squares = tl.zeros([tile_rows, block], tl.float32)
    h = squares
    for start in range(0, hidden_size, block):
        columns = start + tl.arange(0, block)[None, :]
        h = _read_input(x_ptr, residual_ptr, columns, row_exists & (columns < hidden_size))
        squares += tl.where(columns < num_rms_elements, (h * shrink) * (h * shrink), 0.0)
    rms = tl.sqrt_rn(tl.div_rn(tl.sum(squares, axis=1, keep_dims=True), num_rms_elements)) * (1.0 / shrink)
    if rms_ptr is not None:
        tl.store(rms_ptr + rows, rms, mask=row_exists)
    scale = _scale(rms, eps, eps_placement)

    for start in range(0, hidden_size, block):
        columns = start + tl.arange(0, block)[None, :]
        mask = row_exists & (columns < hidden_size)
        if hidden_size > block:
            h = _read_input(x_ptr, residual_ptr, columns, mask)
        if residual_ptr is not None:
            tl.store(new_residual_ptr + columns, h.to(dtype), mask=mask)
        y = h * scale
        if cast == "before_weight":
            y = y.to(dtype).to(tl.float32)
        if weight_ptr is not None:
            y = _times_gain(y, weight_ptr, columns, hidden_size, weight_offset)
            if cast == "before_weight" and weight_offset == 0 and weight_ptr.dtype.element_ty == dtype:
                y = y.to(dtype).to(tl.float32)  # as torch multiplies two tensors of one dtype
        if bias_ptr is not None:
            y += _read(bias_ptr, columns, columns < hidden_size)
        tl.store(y_ptr + rows * hidden_size + columns, y.to(dtype), mask=mask)


# With G = gain * grad, n = x * scale and k elements in the RMS, the product rule gives (see reference.py)
#     dx = scale * (G - d * sum(G * n) / k),   d = x / rms  for eps outside,   d = n  for eps inside,
# since d(scale)/dx is -scale**2 * x / (k * rms) outside and -scale**3 * x / k inside. d is 0 behind the first k
# elements, and in a row of zeros, where x / rms is taken as 0. The gain's gradient is the sum of grad * n over all
# rows and the bias's is the sum of grad: each program sums its own rows, and torch adds up what the programs found.
@triton.jit(do_not_specialize=["num_rows", "rows_per_program", "grad_stride", "x_stride", "grad_residual_stride"])
def _backward_kernel(
    grad_ptr, x_ptr, weight_ptr, rms_ptr, grad_residual_ptr, dx_ptr, dweight_ptr, dbias_ptr,
    num_rows, rows_per_program, grad_stride, x_stride, grad_residual_stride, eps,
    hidden_size: tl.constexpr, num_rms_elements: tl.constexpr,
    eps_placement: tl.constexpr, weight_offset: tl.constexpr,
    tile_rows: tl.constexpr, block: tl.constexpr, alignment: tl.constexpr,
):  # fmt: skip
    program = tl.program_id(0).to(tl.int64)
    dweight = tl.zeros([tile_rows, block], tl.float32)
    dbias = dweight
    for first_row in range(0, rows_per_program, tile_rows):
        rows = program * rows_per_program + first_row + tl.arange(0, tile_rows)[:, None]
        row_exists = rows < num_rows
        grad_rows = grad_ptr + rows * grad_stride * alignment
        x_rows = x_ptr + rows * x_stride * alignment
        rms = tl.load(rms_ptr + rows, mask=row_exists, other=1.0)
        scale = _scale(rms, eps, eps_placement)

        products = tl.zeros([tile_rows, block], tl.float32)
        h, grad = products, products
        for start in range(0, hidden_size, block):
            columns = start + tl.arange(0, block)[None, :]
            mask = row_exists & (columns < hidden_size)
            h, grad = _read(x_rows, columns, mask), _read(grad_rows, columns, mask)
            products += _times_gain(grad, weight_ptr, columns, hidden_size, weight_offset) * (h * scale)
        slope = tl.div_rn(tl.sum(products, axis=1, keep_dims=True), num_rms_elements)
        direction_scale = scale
        if eps_placement == "outside":
            direction_scale = tl.div_rn(1.0, tl.where(rms > 0, rms, 1.0))

        for start in range(0, hidden_size, block):
            columns = start + tl.arange(0, block)[None, :]
            mask = row_exists & (columns < hidden_size)
            if hidden_size > block:
                h, grad = _read(x_rows, columns, mask), _read(grad_rows, columns, mask)
            direction = tl.where(columns < num_rms_elements, h * direction_scale, 0.0)
            upstream = _times_gain(grad, weight_ptr, columns, hidden_size, weight_offset)
            dx = scale * (upstream - direction * slope)
            if grad_residual_ptr is not None:
                # The residual stream passes the norm by, so its gradient is added to the finished one
                dx += _read(grad_residual_ptr + rows * grad_residual_stride * alignment, columns, mask)
            tl.store(dx_ptr + rows * hidden_size + columns, dx.to(dx_ptr.dtype.element_ty), mask=mask)

            if hidden_size <= block:
                dweight += grad * (h * scale)
                dbias += grad
            else:
                # The sums of a long row do not fit registers and are kept in memory
                sums, in_row = program * hidden_size + columns, columns < hidden_size
                _add_to_sums(dweight_ptr, grad * (h * scale), sums, in_row, first_row == 0)
                _add_to_sums(dbias_ptr, grad, sums, in_row, first_row == 0)
        if hidden_size > block:
            tl.debug_barrier()  # The next turn may read a sum in another thread than the one that stored it

    if hidden_size <= block:
        columns = tl.arange(0, block)[None, :]
        _add_to_sums(dweight_ptr, dweight, program * hidden_size + columns, columns < hidden_size, True)
        _add_to_sums(dbias_ptr, dbias, program * hidden_size + columns, columns < hidden_size, True)


@lru_cache(maxsize=1024)
def launch_policy(hidden_size: int, dtype: torch.dtype, largest_block: int) -> tuple[int, int, int, int]:
    """Rows and columns of a kernel's tile, its number of warps, and the alignment that rows need.

    A tile is about 4096 elements or one longer row, with 16 elements a thread where 32 warps allow it.
    Rows that start at multiples of the largest power of two in the hidden size, up to 16, can be loaded in wide words.
    """
    if dtype not in DTYPES:
        raise ValueError(f"the triton kernels take float16, bfloat16 and float32, got {dtype}")
    block = max(16, triton.next_power_of_2(hidden_size))
    tile_rows = max(1, 4096 // block)
    if block > largest_block:
        tile_rows, block = 2, min(largest_block, 4096)
    return tile_rows, block, max(8, min(tile_rows * block // 512, 32)), math.gcd(hidden_size, 16)


@lru_cache
def _num_programs(device: torch.device, num_warps: int) -> int:
    """Backward programs that run at the same time: their registers leave room for 16 warps on a multiprocessor."""
    num_processors = 2  # Triton's interpreter has none
    if device.type == "cuda":
        num_processors = torch.cuda.get_device_properties(device).multi_processor_count
    return num_processors * max(1, 16 // num_warps)


def _rows(x: Tensor | None, alignment: int) -> tuple[Tensor | None, int]:
    """Memory that holds the rows of ``x``, and the distance between them in units of ``alignment`` elements.

    It is the memory of ``x`` itself if one distance separates all rows and they start where wide loads can.
    """
    if x is None:
        return None, 0
    hidden_size = stride = x.shape[-1]
    if not x.is_contiguous():
        x = x.reshape(-1, hidden_size)
        if x.stride(1) != 1:
            x = x.contiguous()
        stride = x.stride(0)
    if alignment > 1 and (stride % alignment or x.data_ptr() % 16):
        x, stride = x.clone(memory_format=torch.contiguous_format), hidden_size
    return x, stride // alignment


def forward(
    x: Tensor, weight: Tensor | None, bias: Tensor | None, eps: float, convention: Convention,
    residual: Tensor | None = None, need_rms: bool = True,
) -> tuple[Tensor, Tensor | None, Tensor | None]:  # fmt: skip
    """Normalize the last dimension of ``x``, or of ``x + residual``; arguments are taken as checked.

    Returns:
        ``(y, rms, new_residual)``: ``y`` as ``x``; the RMS of each row, float32 of shape ``(num_rows,)``, for
        :func:`backward`, or None if not needed; ``x + residual`` in the dtype of ``x``, or None without a residual.

    Raises:
        ValueError: ``x`` is float64.
    """
    hidden_size = x.shape[-1]
    tile_rows, block, num_warps, alignment = launch_policy(hidden_size, x.dtype, LARGEST_FORWARD_BLOCK)
    num_rows = x.numel() // hidden_size
    y = torch.empty_like(x, memory_format=torch.contiguous_format)
    new_residual = None if residual is None else torch.empty_like(y)
    rms = torch.empty(num_rows, dtype=torch.float32, device=x.device) if need_rms else None
    if num_rows:
        x, x_stride = _rows(x, alignment)
        residual, residual_stride = _rows(residual, alignment)
        with torch.cuda.device_of(x):
            _forward_kernel[(-(-num_rows // tile_rows),)](
                x, residual, _rows(weight, alignment)[0], _rows(bias, alignment)[0], y, new_residual, rms,
                num_rows, x_stride, residual_stride, eps, hidden_size, convention.num_rms_elements(hidden_size),
                convention.eps_placement, convention.weight_offset, convention.cast,
                2.0 ** -(hidden_size.bit_length() // 2 + 1),  # a power of two, so exact; keeps the sum in range
                tile_rows, block, alignment, num_warps=num_warps, enable_fp_fusion=True,
            )  # fmt: skip
    return y, rms, new_residual


def backward(
    grad: Tensor, x: Tensor, weight: Tensor | None, rms: Tensor, eps: float, convention: Convention,
    need_weight: bool, need_bias: bool, grad_residual: Tensor | None = None,
) -> tuple[Tensor, Tensor | None, Tensor | None]:  # fmt: skip
    """Gradients of :func:`forward`.

    Args:
        grad, rms: gradient of ``y``; what :func:`forward` returned.
        x: what was normalized: ``new_residual`` if there was a residual.
        need_weight, need_bias: whether to form their gradients.
        grad_residual: gradient that reaches ``new_residual`` by other ways than ``y``.

    Returns:
        ``(dx, dweight, dbias)``, None where not needed; ``dx`` is the gradient of ``x`` and of ``residual`` alike.
        Sums over rows are float32.
    """
    hidden_size, num_rows = x.shape[-1], rms.shape[0]
    tile_rows, block, num_warps, alignment = launch_policy(hidden_size, x.dtype, LARGEST_BACKWARD_BLOCK)
    num_tiles = -(-num_rows // tile_rows)
    tiles_per_program = max(1, -(-num_tiles // _num_programs(x.device, num_warps)))
    num_programs = -(-num_tiles // tiles_per_program)
    dx = torch.empty_like(x, memory_format=torch.contiguous_format)
    dweight, dbias = (
        torch.empty(num_programs, hidden_size, dtype=torch.float32, device=x.device) if needed else None
        for needed in (need_weight, need_bias)
    )
    if num_rows:
        grad, grad_stride = _rows(grad, alignment)
        x, x_stride = _rows(x, alignment)
        grad_residual, grad_residual_stride = _rows(grad_residual, alignment)
        with torch.cuda.device_of(x):
            _backward_kernel[(num_programs,)](
                grad, x, _rows(weight, alignment)[0], rms, grad_residual, dx, dweight, dbias,
                num_rows, tiles_per_program * tile_rows, grad_stride, x_stride, grad_residual_stride, eps,
                hidden_size, convention.num_rms_elements(hidden_size), convention.eps_placement,
                convention.weight_offset, tile_rows, block, alignment,
                num_warps=num_warps, enable_fp_fusion=True,
            )  # fmt: skip
    return dx, *(None if sums is None else sums.sum(0) for sums in (dweight, dbias))
