"""The custom op `hlolite::rms_norm`: y = x · rsqrt(mean(x², last dimension) + epsilon) · weight.

Float16 and bfloat16 accumulate in float32, as every kernel of hlolite does.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor


def check_arguments(x: Tensor, weight: Tensor, epsilon: float) -> None:
    """Raises a ValueError that says what must hold and what was found."""
    if weight.dim() != 1:
        raise ValueError(f"rms_norm: weight must be 1-D (was {weight.dim()}-D)")
    if x.dim() == 0 or x.shape[-1] != weight.shape[0]:
        last = x.shape[-1] if x.dim() else "none"
        raise ValueError(f"rms_norm: weight must have as many elements as x's last dimension, {last} (was {weight.shape[0]})")
    if not x.is_floating_point() or weight.dtype != x.dtype:
        raise ValueError(f"rms_norm: x and weight must have one floating-point type (was {x.dtype} and {weight.dtype})")
    if not (epsilon > 0 and math.isfinite(epsilon)):
        raise ValueError(f"rms_norm: epsilon must be a finite number above 0 (was {epsilon})")


def _wide(x: Tensor) -> Tensor:
    """Squares of float16 overflow at 256 and sums of bfloat16 stall after 256 terms."""
    return x.float() if x.dtype in (torch.float16, torch.bfloat16) else x


def decomposed_rms_norm(x: Tensor, weight: Tensor, epsilon: float = 1e-6) -> Tensor:
    """The norm in plain ops of torch; what the custom op computes.

    Args:
        x: [..., n], of any floating-point type.
        weight: [n], of the type of x.
        epsilon: above 0; added to the mean of the squares.

    Returns:
        Of the shape and type of x.

    Raises:
        ValueError: weight is not 1-D or does not fit x, types differ, or epsilon is not above 0.
    """
    check_arguments(x, weight, epsilon)
    wide = _wide(x)
    inverse = torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + epsilon)
    return (wide * inverse * _wide(weight)).to(x.dtype)


@torch.library.custom_op("hlolite::rms_norm", mutates_args=())
def _rms_norm_op(x: Tensor, weight: Tensor, epsilon: float) -> Tensor:
    return decomposed_rms_norm(x, weight, epsilon)


@_rms_norm_op.register_fake
def _(x: Tensor, weight: Tensor, epsilon: float) -> Tensor:
    check_arguments(x, weight, epsilon)
    return torch.empty_like(x)


def _setup_context(ctx, inputs: tuple[Tensor, Tensor, float], output: Tensor) -> None:  # type: ignore[no-untyped-def]
    x, weight, ctx.epsilon = inputs
    ctx.save_for_backward(x, weight)


def _backward(ctx, gradient: Tensor) -> tuple[Tensor, Tensor, None]:  # type: ignore[no-untyped-def]
    """With r = rsqrt(mean(x²) + ε) and g = gradient · weight: dx = r · (g − x · r² · mean(g · x)), dweight = Σ gradient · x · r."""
    x, weight = (_wide(saved) for saved in ctx.saved_tensors)
    wide = _wide(gradient)
    inverse = torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + ctx.epsilon)
    scaled = wide * weight
    dx = inverse * (scaled - x * inverse.pow(2) * (scaled * x).mean(-1, keepdim=True))
    dweight = (wide * x * inverse).reshape(-1, weight.shape[0]).sum(0)
    saved_x, saved_weight = ctx.saved_tensors
    return dx.to(saved_x.dtype), dweight.to(saved_weight.dtype), None


_rms_norm_op.register_autograd(_backward, setup_context=_setup_context)


@_rms_norm_op.register_vmap
def _(info, in_dims, x: Tensor, weight: Tensor, epsilon: float) -> tuple[Tensor, int]:  # type: ignore[no-untyped-def]
    x_dim, weight_dim = in_dims[0], in_dims[1]
    if x_dim is None:
        x, x_dim = x.unsqueeze(0).expand(info.batch_size, *x.shape), 0
    x = x.movedim(x_dim, 0)
    if weight_dim is None:
        return _rms_norm_op(x, weight, epsilon), 0
    # A weight of its own for each element of the batch: the norm with a weight of ones, then the product.
    weights = weight.movedim(weight_dim, 0)
    ones = torch.ones_like(weights[0])
    shape = (weights.shape[0], *([1] * (x.dim() - 2)), weights.shape[1])
    return _rms_norm_op(x, ones, epsilon) * weights.reshape(shape), 0


def rms_norm(x: Tensor, weight: Tensor, epsilon: float = 1e-6) -> Tensor:
    """RMS norm over the last dimension by the custom op, which `export` keeps as one op of the program.

    Args:
        x: [..., n], of any floating-point type.
        weight: [n], of the type of x.
        epsilon: above 0.

    Returns:
        Of the shape and type of x.

    Raises:
        ValueError: weight is not 1-D or does not fit x, types differ, or epsilon is not above 0.
    """
    check_arguments(x, weight, epsilon)
    result: Tensor = torch.ops.hlolite.rms_norm(x, weight, float(epsilon))
    return result


class RMSNorm(torch.nn.Module):
    """RMS norm over the last dimension, with a learnt weight of `size` elements.

    Raises:
        ValueError: size is not above 0, or epsilon is not above 0.
    """

    def __init__(
        self, size: int, epsilon: float = 1e-6, *, device: torch.device | str | None = None, dtype: torch.dtype | None = None
    ) -> None:
        super().__init__()
        if size <= 0:
            raise ValueError(f"RMSNorm: size must be above 0 (was {size})")
        if not (epsilon > 0 and math.isfinite(epsilon)):
            raise ValueError(f"RMSNorm: epsilon must be a finite number above 0 (was {epsilon})")
        self.weight = torch.nn.Parameter(torch.ones(size, device=device, dtype=dtype))
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        """x: [..., size]; the result has its shape and type."""
        return rms_norm(x, self.weight, self.epsilon)

    def extra_repr(self) -> str:
        return f"{self.weight.shape[0]}, epsilon={self.epsilon}"
