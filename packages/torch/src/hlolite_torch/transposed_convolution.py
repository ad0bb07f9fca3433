"""Transposed convolutions with output_padding: litert-torch 0.10 appends zeros there, PyTorch what the kernel reaches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch

_OP = torch.ops.aten.convolution.default


def register_transposed_convolution() -> None:
    """Gives litert-torch a lowering for these convolutions; all others keep its own."""
    from litert_torch.backend import lowerings

    theirs = lowerings.lookup(_OP)
    if not getattr(theirs, "fills_output_padding", False):
        lowerings.lower(_OP)(_lowering(theirs))


def _lowering(theirs: Callable[..., Any]) -> Callable[..., Any]:
    def lower(
        lctx: Any,
        x: Any,
        weight: Any,
        bias: Any,
        stride: Sequence[int],
        padding: Sequence[int],
        dilation: Sequence[int],
        transposed: bool,
        output_padding: Sequence[int],
        groups: int,
    ) -> Any:
        if not transposed or not any(output_padding):
            return theirs(lctx, x, weight, bias, stride, padding, dilation, transposed, output_padding, groups)
        from litert_converter.mlir import ir
        from litert_converter.mlir.dialects import stablehlo
        from litert_torch.backend import lowerings

        rank = len(x.type.shape)
        stride, padding, dilation, extra = (_each(given, rank - 2) for given in (stride, padding, dilation, output_padding))
        reach = [rate * (size - 1) for rate, size in zip(dilation, weight.type.shape[2:], strict=True)]
        (result_type,) = lowerings.utils.node_meta_to_ir_types(lctx.node)
        result = stablehlo.convolution(
            result=result_type,
            lhs=x,
            rhs=_grouped(stablehlo.reverse(weight, list(range(2, rank))), groups),
            dimension_numbers=_dimension_numbers(rank),
            feature_group_count=groups,
            batch_group_count=1,
            padding=[(far - cut, far - cut + more) for far, cut, more in zip(reach, padding, extra, strict=True)],
            lhs_dilation=stride,
            rhs_dilation=dilation,
        )
        if bias is None:
            return result
        return stablehlo.add(result, stablehlo.broadcast_in_dim(result_type, bias, ir.DenseI64ArrayAttr.get([1])))

    lower.fills_output_padding = True  # type: ignore[attr-defined]
    return lower


def _each(given: Sequence[int], count: int) -> list[int]:
    """A number for each dimension: one alone is that of all."""
    return list(given) * (count if len(given) == 1 else 1)


def _grouped(weight: Any, groups: int) -> Any:
    """PyTorch has a group's inputs beside those of the next, StableHLO its outputs: (G·i)×o to i×(G·o)."""
    if groups == 1:
        return weight
    from litert_converter.mlir import ir
    from litert_converter.mlir.dialects import stablehlo

    inputs, outputs, *window = weight.type.shape
    element = weight.type.element_type
    apart = ir.RankedTensorType.get([groups, inputs // groups, outputs, *window], element)
    order = ir.DenseI64ArrayAttr.get([1, 0, 2, *range(3, 3 + len(window))])
    swapped = stablehlo.transpose(stablehlo.ReshapeOp(apart, weight).result, order)
    return stablehlo.ReshapeOp(ir.RankedTensorType.get([inputs // groups, groups * outputs, *window], element), swapped).result


def _dimension_numbers(rank: int) -> Any:
    from litert_converter.mlir.dialects import stablehlo

    spatial = list(range(2, rank))
    return stablehlo.ConvDimensionNumbers.get(
        input_batch_dimension=0,
        input_feature_dimension=1,
        input_spatial_dimensions=spatial,
        kernel_input_feature_dimension=0,
        kernel_output_feature_dimension=1,
        kernel_spatial_dimensions=spatial,
        output_batch_dimension=0,
        output_feature_dimension=1,
        output_spatial_dimensions=spatial,
    )
