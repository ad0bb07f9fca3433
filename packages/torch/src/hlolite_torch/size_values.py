"""Sizes of a program's arguments as values of the program, and what is computed from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement
from math import prod
from typing import Any, NamedTuple


class Pair(NamedTuple):
    """A number as it is in the first and in the second of two programs."""

    one: int
    other: int


class SizeValues:
    """Makes i32 values, at the begin of the first program's body, for numbers that differ between two programs."""

    def __init__(self, entry: Any, other: Any) -> None:
        self._entry = entry
        self._place = entry.operations[0]
        self._arguments: dict[Pair, tuple[int, int]] = {}
        self._values: dict[Pair, Any] = {}
        self._lists: dict[tuple[Pair, ...], Any] = {}
        for index, (a, b) in enumerate(zip(entry.arguments, other.arguments, strict=True)):
            for axis, pair in enumerate(zip(a.type.shape, b.type.shape, strict=True)):
                if pair[0] != pair[1]:
                    self._arguments.setdefault(Pair(*pair), (index, axis))

    def list(self, pairs: Sequence[Pair]) -> Any:
        """The numbers as tensor<nxi32>."""
        key = tuple(pairs)
        if key not in self._lists:
            with self._at_begin():
                self._lists[key] = self._concatenated(pairs)
        return self._lists[key]

    def value(self, pair: Pair) -> Any:
        """A number as tensor<i32>: a size of an argument, or a product of such and a factor, plus a number.

        Raises:
            NotImplementedError: it is none of these.
        """
        if pair not in self._values:
            with self._at_begin():
                self._values[pair] = self._made(pair)
        return self._values[pair]

    def _at_begin(self) -> Any:
        from litert_converter.mlir import ir

        return ir.InsertionPoint(self._place)

    def _concatenated(self, pairs: Sequence[Pair]) -> Any:
        from litert_converter.mlir import ir
        from litert_converter.mlir.dialects import stablehlo

        if all(pair.one == pair.other for pair in pairs):
            return _constant([len(pairs)], [pair.one for pair in pairs])
        one = ir.RankedTensorType.get([1], ir.IntegerType.get_signless(32))
        parts = [stablehlo.reshape(one, self.value(pair)) for pair in pairs]
        return parts[0] if len(parts) == 1 else stablehlo.concatenate(parts, 0)

    def _made(self, pair: Pair) -> Any:
        from litert_converter.mlir.dialects import stablehlo

        if pair.one == pair.other:
            return _constant([], [pair.one])
        if pair in self._arguments:
            index, axis = self._arguments[pair]
            return stablehlo.get_dimension_size(self._entry.arguments[index], axis)
        factors, times, plus = self._expression(pair)
        value = self.value(factors[0])
        for factor in factors[1:]:
            value = stablehlo.multiply(value, self.value(factor))
        if times != 1:
            value = stablehlo.multiply(value, _constant([], [times]))
        return value if plus == 0 else stablehlo.add(value, _constant([], [plus]))

    def _expression(self, pair: Pair) -> tuple[tuple[Pair, ...], int, int]:
        """Sizes of arguments whose product, times a factor, plus a number is the number wanted in both programs."""
        products = list(self._products())
        for factors in products:
            one, other = prod(each.one for each in factors), prod(each.other for each in factors)
            if pair.one % one == 0 and pair.one // one * other == pair.other:
                return factors, pair.one // one, 0
        found = []
        for factors in products:
            one, other = prod(each.one for each in factors), prod(each.other for each in factors)
            times, rest = divmod(pair.other - pair.one, other - one)
            if rest == 0 and times > 0:
                found.append((factors, times, pair.one - times * one))
        if len(found) != 1:
            raise NotImplementedError(f"sizes must be sums and products of sizes of inputs (one is {pair.one} for some and {pair.other} for others)")
        return found[0]

    def _products(self) -> Iterator[tuple[Pair, ...]]:
        for count in (1, 2, 3):
            yield from combinations_with_replacement(self._arguments, count)


def _constant(shape: Sequence[int], numbers: Sequence[int]) -> Any:
    from litert_converter.mlir import ir
    from litert_converter.mlir.dialects import stablehlo

    i32 = ir.IntegerType.get_signless(32)
    entries = [ir.IntegerAttr.get(i32, number) for number in numbers]
    return stablehlo.constant(ir.DenseElementsAttr.get(entries, ir.RankedTensorType.get(shape, i32)))
