"""One StableHLO program with unknown sizes of two that differ in sizes only.

Where a size differs, types get `?`. Ops that have sizes as attributes become the ops that take them as operands (StableHLO spec:
dynamic_broadcast_in_dim, dynamic_reshape, dynamic_iota, real_dynamic_slice, dynamic_gather, dynamic_pad), computed from the sizes of the
program's arguments.
"""

from __future__ import annotations

from typing import Any

from .size_values import Pair, SizeValues


def join(one: Any, other: Any) -> None:
    """Makes of module `one` the program for every size, by what `other`, of the same context, has in its places.

    Raises:
        NotImplementedError: the programs differ in more than sizes, or a size is none that the arguments' sizes make.
    """
    from litert_converter.mlir import ir
    from litert_converter.mlir.passmanager import PassManager

    with ir.Location.unknown():
        for module in (one, other):
            PassManager.parse("builtin.module(inline, symbol-dce)").run(module.operation)
        (main,), (sibling,) = one.body.operations, other.body.operations
        joiner = _Joiner(main, sibling)
        joiner.block(main.regions[0].blocks[0], sibling.regions[0].blocks[0])
        joiner.finish(main, sibling)
    one.operation.verify()


class _Joiner:
    def __init__(self, main: Any, sibling: Any) -> None:
        self._sizes = SizeValues(main.regions[0].blocks[0], sibling.regions[0].blocks[0])
        self._replaced: list[Any] = []

    def block(self, one: Any, other: Any) -> None:
        for a, b in zip(one.arguments, other.arguments, strict=True):
            a.set_type(_joined(a.type, b.type))
        operations, others = ([each.operation for each in block.operations] for block in (one, other))
        if [each.name for each in operations] != [each.name for each in others]:
            raise NotImplementedError("a module must consist of the same ops for every size (litert-torch writes other ops for other sizes)")
        for a, b in zip(operations, others, strict=True):
            self._operation(a, b)

    def finish(self, main: Any, sibling: Any) -> None:
        from litert_converter.mlir import ir

        one, other = (ir.TypeAttr(op.attributes["function_type"]).value for op in (main, sibling))
        inputs = [_joined(a, b) for a, b in zip(one.inputs, other.inputs, strict=True)]
        results = [_joined(a, b) for a, b in zip(one.results, other.results, strict=True)]
        main.attributes["function_type"] = ir.TypeAttr.get(ir.FunctionType.get(inputs, results))
        for operation in self._replaced:
            operation.erase()

    def _operation(self, a: Any, b: Any) -> None:
        types = [_joined(x.type, y.type) for x, y in zip(a.results, b.results, strict=True)]
        differing = {name for name in b.attributes if a.attributes[name] != b.attributes[name]}
        sized = types != [result.type for result in a.results]
        if (sized and a.name in _SHAPED) or (differing and differing <= _SIZED.get(a.name, set())):
            self._replace(a, b, types[0])
            return
        if differing:
            raise NotImplementedError(f"sizes of inputs must only make shapes ({a.name} depends on one by {', '.join(sorted(differing))})")
        for result, type_ in zip(a.results, types, strict=True):
            result.set_type(type_)
        for region, sibling in zip(a.regions, b.regions, strict=True):
            for one, other in zip(region.blocks, sibling.blocks, strict=True):
                self.block(one, other)

    def _replace(self, a: Any, b: Any, type_: Any) -> None:
        from litert_converter.mlir import ir

        with ir.InsertionPoint(a), a.location:
            made = _dynamic_form(self._sizes, a, b, type_)
        a.results[0].replace_all_uses_with(made)
        self._replaced.append(a)


# Ops whose result has the shape that its type says, and attributes that hold sizes.
_SHAPED = {"stablehlo.constant", "stablehlo.broadcast_in_dim", "stablehlo.reshape", "stablehlo.iota"}
_SIZED = {
    "stablehlo.constant": {"value"},
    "stablehlo.slice": {"start_indices", "limit_indices"},
    "stablehlo.gather": {"slice_sizes"},
    "stablehlo.pad": {"edge_padding_low", "edge_padding_high"},
}


def _dynamic_form(sizes: SizeValues, a: Any, b: Any, type_: Any) -> Any:
    """The result of the op that takes as operands what operation a has in its type and attributes."""
    from litert_converter.mlir.dialects import stablehlo

    def numbers(name: str) -> Any:
        return sizes.list([Pair(*pair) for pair in zip(a.attributes[name], b.attributes[name], strict=True)])

    shape = [Pair(*pair) for pair in zip(a.results[0].type.shape, b.results[0].type.shape, strict=True)]
    operands = list(a.operands)
    match a.name:
        case "stablehlo.constant":
            return _constant(sizes, a, b, type_, shape)
        case "stablehlo.broadcast_in_dim":
            return stablehlo.dynamic_broadcast_in_dim(type_, *operands, sizes.list(shape), a.attributes["broadcast_dimensions"])
        case "stablehlo.reshape":
            return stablehlo.dynamic_reshape(type_, *operands, sizes.list(shape))
        case "stablehlo.iota":
            return stablehlo.dynamic_iota(type_, sizes.list(shape), a.attributes["iota_dimension"])
        case "stablehlo.slice":
            return stablehlo.real_dynamic_slice(type_, *operands, *map(numbers, ("start_indices", "limit_indices", "strides")))
        case "stablehlo.gather":
            numbers_of = a.attributes["dimension_numbers"]
            sorted_ = a.attributes["indices_are_sorted"] if "indices_are_sorted" in a.attributes else None
            return stablehlo.dynamic_gather(*operands, numbers("slice_sizes"), numbers_of, indices_are_sorted=sorted_, results=[type_])
        case _:
            padding = map(numbers, ("edge_padding_low", "edge_padding_high", "interior_padding"))
            return stablehlo.dynamic_pad(type_, *operands, *padding)


def _constant(sizes: SizeValues, a: Any, b: Any, type_: Any, shape: list[Pair]) -> Any:
    from litert_converter.mlir import ir
    from litert_converter.mlir.dialects import stablehlo

    values = [each.attributes["value"] for each in (a, b)]
    if not all(isinstance(each, ir.DenseElementsAttr) and each.is_splat for each in values):
        raise NotImplementedError("constants of a module must not depend on the sizes of inputs")
    one, other = (each.get_splat_value() for each in values)
    scalar = ir.RankedTensorType.get([], type_.element_type)
    if one == other:
        value = stablehlo.constant(ir.DenseElementsAttr.get_splat(scalar, one))
    else:
        value = stablehlo.convert(scalar, sizes.value(_whole(one.value, other.value)))
    return stablehlo.dynamic_broadcast_in_dim(type_, value, sizes.list(shape), ir.DenseI64ArrayAttr.get([])) if shape else value


def _whole(one: float, other: float) -> Pair:
    if int(one) != one or int(other) != other:
        raise NotImplementedError(f"constants of a module must not depend on the sizes of inputs (one is {one} for a size and {other} for another)")
    return Pair(int(one), int(other))


def _joined(one: Any, other: Any) -> Any:
    from litert_converter.mlir import ir

    if one == other:
        return one
    unknown = ir.ShapedType.get_dynamic_size()
    shape = [a if a == b else unknown for a, b in zip(one.shape, other.shape, strict=True)]
    return ir.RankedTensorType.get(shape, one.element_type)
