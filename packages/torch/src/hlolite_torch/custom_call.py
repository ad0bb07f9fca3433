"""Custom ops of torch as `stablehlo.custom_call`: tensors become operands, all other arguments attributes by their names in the schema.

The call has api_version 4 and a dictionary as backend_config, the one form that keeps numbers as numbers (StableHLO spec: custom_call).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import torch
from torch._library.custom_ops import CustomOpDef

OpOverload = torch._ops.OpOverload
OpOverloadPacket = torch._ops.OpOverloadPacket
Op = TypeVar("Op", OpOverload, OpOverloadPacket, CustomOpDef)

# Targets by op; litert-torch hears of them when something is exported, so that importing this package needs torch alone.
_targets: dict[OpOverload, str] = {}


def lower_as_custom_call(op: Op, target: str | None = None) -> Op:
    """Makes a custom op of torch arrive in the exported program as `stablehlo.custom_call @target`.

    Tensor arguments become operands in their order. The others become attributes under their names in the schema: float as f64,
    int as i64, bool, str, lists of int and float; None is left out.

    Args:
        op: `torch.ops.my.op`, one overload of it, or what `torch.library.custom_op` gave.
        target: the name of the call; by default `my.op` for `my::op`.

    Returns:
        The op, so that this can be written over a `torch.library.custom_op` as a decorator.

    Raises:
        TypeError: op is none of these, or its schema has an argument or result that a custom_call cannot hold.

    Example:
        >>> @lower_as_custom_call
        ... @torch.library.custom_op("my::swiglu", mutates_args=())
        ... def swiglu(gate: torch.Tensor, up: torch.Tensor) -> torch.Tensor: ...
    """
    overloads = _overloads_of(op)
    for overload in overloads:
        _check_schema(overload)
        namespace, name = overload._schema.name.split("::")
        _targets[overload] = target or f"{namespace}.{name}"
    return op


def _overloads_of(op: object) -> list[OpOverload]:
    if isinstance(op, CustomOpDef):
        return [op._opoverload]
    if isinstance(op, OpOverloadPacket):
        return [getattr(op, name) for name in op.overloads()]  # type: ignore[no-untyped-call]
    if isinstance(op, OpOverload):
        return [op]
    raise TypeError(f"op must be a custom op of torch, such as torch.ops.my.op (was {type(op).__name__})")


def _check_schema(overload: OpOverload) -> None:
    schema = overload._schema
    if schema.is_mutable:
        raise TypeError(f"{schema.name} must not change its arguments: a custom_call of StableHLO has values, no memory")
    for result in schema.returns:
        if str(result.type) != "Tensor":
            raise TypeError(f"{schema.name} must return tensors (returns {result.type})")
    for argument in schema.arguments:
        if not _fits(str(argument.real_type)):
            raise TypeError(
                f"{schema.name}: argument {argument.name} must be a tensor, number, bool, string or a list of numbers (was {argument.real_type})"
            )


_FITTING = {"Tensor", "int", "float", "bool", "str", "SymInt", "List[int]", "List[float]", "List[SymInt]", "number"}


def _fits(type_name: str) -> bool:
    """Whether an argument of this type has a place in a custom_call: as an operand or as an attribute."""
    inner = type_name.removeprefix("Optional[").removesuffix("]") if type_name.startswith("Optional[") else type_name
    return inner in _FITTING


def register_lowerings() -> None:
    """Tells litert-torch of every op given to `lower_as_custom_call`."""
    from litert_torch.backend import lowerings

    for overload, target in _targets.items():
        lowerings.lower(overload)(_lowering(overload, target))


def _lowering(overload: OpOverload, target: str) -> Callable[..., Any]:
    from litert_converter.mlir import ir
    from litert_converter.mlir.dialects import stablehlo
    from litert_torch.backend import lowerings

    def lower(lctx: Any, *args: Any, **kwargs: Any) -> Any:
        bound = _bind(overload, args, kwargs)
        operands = [value for value in bound.values() if isinstance(value, ir.Value)]
        entries = {name: _attribute(value, name, target) for name, value in bound.items() if not isinstance(value, ir.Value | None)}
        call = stablehlo.CustomCallOp(
            lowerings.utils.node_meta_to_ir_types(lctx.node),
            operands,
            call_target_name=ir.StringAttr.get(target),
            has_side_effect=ir.BoolAttr.get(False),
            backend_config=ir.DictAttr.get(entries),
            api_version=ir.IntegerAttr.get(ir.IntegerType.get_signless(32), 4),
        )
        results = list(call.results)
        return results[0] if len(results) == 1 else tuple(results)

    return lower


def _bind(overload: OpOverload, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments by name, in the order of the schema, defaults included: torch.export leaves out what equals its default."""
    bound: dict[str, Any] = {}
    for position, argument in enumerate(overload._schema.arguments):
        if position < len(args):
            bound[argument.name] = args[position]
        elif argument.name in kwargs:
            bound[argument.name] = kwargs[argument.name]
        else:
            bound[argument.name] = argument.default_value
    return bound


def _attribute(value: Any, name: str, target: str) -> Any:
    from litert_converter.mlir import ir

    if isinstance(value, bool):
        return ir.BoolAttr.get(value)
    if isinstance(value, int):
        return ir.IntegerAttr.get(ir.IntegerType.get_signless(64), value)
    if isinstance(value, float):
        return ir.FloatAttr.get(ir.F64Type.get(), value)
    if isinstance(value, str):
        return ir.StringAttr.get(value)
    if isinstance(value, list | tuple) and value and all(isinstance(each, int) for each in value):
        return ir.DenseI64ArrayAttr.get(list(value))
    if isinstance(value, list | tuple):
        return ir.ArrayAttr.get([_attribute(each, name, target) for each in value])
    raise TypeError(
        f"{target}: argument {name} must be a number, bool, string or a list of numbers to become an attribute (was {type(value).__name__})"
    )
