"""Programs with unknown sizes, by way of litert-torch, whose lowerings need known ones.

Most of its lowerings ask JAX for the op's StableHLO and have no symbol to give it for a size that is unknown. So the program is lowered at
two settings of its symbols, and what differs between the two is what depends on them (`join_sizes`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from math import gcd
from typing import Any

import torch
from torch.utils import _pytree as pytree

from .join_sizes import join

Setting = dict[Any, int]
"""A size for each symbol (of sympy)."""

_PRIMES = [n for n in range(2, 200) if all(n % d for d in range(2, n))]
# Small sizes are often those of a model too; larger ones make programs in which a number says where it comes from.
_CANDIDATES = [n for n in _PRIMES if n > 40] + [n for n in _PRIMES if n < 40]


def lower_dynamic(lower: Callable[..., Any], program: torch.export.ExportedProgram, *, inline: bool) -> Any:
    """What `lower` (litert-torch's `exported_program_to_mlir`) gives, with `?` for every size that torch calls by a symbol.

    Raises:
        NotImplementedError: sizes change more than shapes, so that one program cannot serve them all.
    """
    from litert_torch.backend import export_utils

    if any(node.target == torch.ops.aten.cumsum.default for node in program.graph.nodes):
        program = program.run_decompositions({torch.ops.aten.cumsum.default: _cumsum})
    context = export_utils.create_ir_context()
    one, other = (
        lower(_at(program, setting), ir_context=context, inline_constants=inline) for setting in _settings(program)
    )
    with context:
        join(one.module, other.module)
    return dataclasses.replace(
        one,
        input_signature=_signature(one.input_signature, other.input_signature),
        output_signature=_signature(one.output_signature, other.output_signature),
    )


def _cumsum(x: torch.Tensor, dim: int, *, dtype: torch.dtype | None = None) -> Any:
    """In ops that do not depend on the size: JAX writes windows as long as the dimension, which StableHLO has as attributes only."""
    if x.dim() == 0 or not isinstance(x.shape[dim], torch.SymInt):
        return NotImplemented
    places = torch.arange(x.shape[dim], device=x.device)
    rows = torch.where(places[:, None] >= places, x.movedim(dim, -1).unsqueeze(-2), 0)
    return rows.sum(-1, dtype=dtype).movedim(-1, dim)


def is_dynamic(program: torch.export.ExportedProgram) -> bool:
    """Whether an input has a size that torch calls by a symbol."""
    return any(_symbols(program))


def _signature(one: Iterable[Any], other: Iterable[Any]) -> list[Any]:
    def unknown(a: Any, b: Any) -> Any:
        return dataclasses.replace(a, shape=[size if size == b.shape[axis] else -1 for axis, size in enumerate(a.shape)])

    return [unknown(a, b) for a, b in zip(one, other, strict=True)]


def _user_values(program: torch.export.ExportedProgram) -> list[Any]:
    """What torch knows of each input, tensors as fake ones, in the order in which a call of the program is flattened."""
    by_name = {node.name: node.meta.get("val") for node in program.graph.nodes if node.op == "placeholder"}
    kind = torch.export.graph_signature.InputKind.USER_INPUT
    return [by_name.get(spec.arg.name) for spec in program.graph_signature.input_specs if spec.kind == kind]


def _symbols(program: torch.export.ExportedProgram) -> Iterable[Any]:
    values = [value for value in _user_values(program) if isinstance(value, torch.Tensor)]
    expressions = [_expression(size) for value in values for size in value.shape]
    return dict.fromkeys(symbol for each in expressions if each is not None for symbol in sorted(each.free_symbols, key=str))


def _expression(size: Any) -> Any:
    """What torch calls a size (of sympy), or None for a number."""
    return size.node.expr if isinstance(size, torch.SymInt) else None


def _settings(program: torch.export.ExportedProgram) -> tuple[Setting, Setting]:
    """Two settings that tell symbols apart: by their sizes, and by how much these differ, which have no large factor in common."""
    one: Setting = {}
    other: Setting = {}
    used: set[int] = set()
    for symbol in _symbols(program):
        bounds = program.range_constraints.get(symbol)
        low, high = (max(2, int(bounds.lower)), bounds.upper) if bounds is not None else (2, 199)
        fitting = [n for n in _CANDIDATES if low <= n and n <= high]
        fitting += [n for n in range(low, low + 100) if n <= high and n not in fitting]
        gaps = [other[each] - one[each] for each in one]
        pairs = [(a, b) for a in fitting for b in fitting if a < b and not {a, b} & used]
        apart = ((a, b) for a, b in pairs if b - a > 8 and all(gcd(b - a, gap) <= 2 for gap in gaps))
        pair = next(apart, next(iter(pairs), None))
        if pair is None:
            raise NotImplementedError(f"a dynamic dimension must have more than a few sizes (has {low} to {high}); export it with a static shape")
        one[symbol], other[symbol] = pair
        used |= set(pair)
    return one, other


def _at(program: torch.export.ExportedProgram, setting: Setting) -> torch.export.ExportedProgram:
    """The program as it is for these sizes; only shapes are traced, so the inputs may hold anything."""
    leaves, spec = pytree.tree_flatten(program.example_inputs)
    sized = [_sized(leaf, value, setting) for leaf, value in zip(leaves, _user_values(program), strict=True)]
    args, kwargs = pytree.tree_unflatten(sized, spec)
    with torch.no_grad():
        return torch.export.export(program.module(), args, kwargs, strict=False)


def _sized(leaf: Any, value: Any, setting: Setting) -> Any:
    if not isinstance(leaf, torch.Tensor):
        return leaf
    expressions = [(size, _expression(size)) for size in value.shape]
    shape = [size if each is None else int(each.xreplace(setting)) for size, each in expressions]
    return torch.zeros(shape, dtype=leaf.dtype)
