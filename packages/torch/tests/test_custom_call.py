"""Custom ops of users arrive with their attributes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
from conftest import text_of
from torch import Tensor

import hlolite_torch as hlolite


@hlolite.lower_as_custom_call
@torch.library.custom_op("hlolite_test::everything", mutates_args=())
def everything(
    x: Tensor,
    scale: float,
    axes: Sequence[int],
    mode: str,
    limits: Sequence[float],
    y: Tensor | None = None,
    flag: bool = True,
    count: int = 3,
) -> tuple[Tensor, Tensor]:
    return x * scale, (x if y is None else y) * 1


@everything.register_fake
def _(x, scale, axes, mode, limits, y=None, flag=True, count=3):  # type: ignore[no-untyped-def]
    return torch.empty_like(x), torch.empty_like(x if y is None else y)


class Model(torch.nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        a, b = everything(x, 0.1, [0, -1], "fast", [0.5, 2.0], count=2**40)
        return a + b


def test_every_kind_of_argument_is_kept(tmp_path: Path) -> None:
    text = text_of(hlolite.export(Model(), (torch.randn(2, 3),), tmp_path).program)
    call = next(line for line in text.splitlines() if "custom_call @hlolite_test.everything" in line)
    for part in (
        "api_version = 4",
        "scale = 1.000000e-01 : f64",
        "axes = array<i64: 0, -1>",
        'mode = "fast"',
        "flag = true",
        "count = 1099511627776 : i64",
        "limits = [5.000000e-01",
        "(tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>)",
    ):
        assert part in call, (part, call)


def test_a_target_of_ones_own(tmp_path: Path) -> None:
    hlolite.lower_as_custom_call(torch.ops.hlolite_test.everything, target="my.name")
    try:
        assert "custom_call @my.name(" in text_of(hlolite.export(Model(), (torch.randn(2, 3),), tmp_path).program)
    finally:
        hlolite.lower_as_custom_call(torch.ops.hlolite_test.everything.default)


def test_what_a_custom_call_cannot_hold_is_refused() -> None:
    @torch.library.custom_op("hlolite_test::mutating", mutates_args=("x",))
    def mutating(x: Tensor) -> None:
        x.zero_()

    @torch.library.custom_op("hlolite_test::typed", mutates_args=())
    def typed(x: Tensor, dtype: torch.dtype) -> Tensor:
        return x.to(dtype)

    with pytest.raises(TypeError, match="must not change its arguments"):
        hlolite.lower_as_custom_call(mutating)
    with pytest.raises(TypeError, match="argument dtype must be a tensor"):
        hlolite.lower_as_custom_call(typed)
    with pytest.raises(TypeError, match="must be a custom op of torch"):
        hlolite.lower_as_custom_call("my::op")  # type: ignore[arg-type]
