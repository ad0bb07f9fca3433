"""The op against PyTorch's own norm."""

import pytest
import torch

import hlolite_torch as hlolite

TOLERANCE = {torch.float32: 1e-6, torch.float64: 1e-12, torch.float16: 2e-3, torch.bfloat16: 2e-2}


@pytest.mark.parametrize("dtype", TOLERANCE)
@pytest.mark.parametrize("shape", [(5,), (3, 8), (2, 3, 4, 16), (0, 8)])
def test_equals_torch_rms_norm(dtype: torch.dtype, shape: tuple[int, ...]) -> None:
    x, weight = torch.randn(shape, dtype=dtype) * 10, torch.rand(shape[-1], dtype=dtype) + 0.5
    expected = torch.nn.functional.rms_norm(x.double(), (shape[-1],), weight.double(), 1e-5).to(dtype)
    for norm in (hlolite.rms_norm, hlolite.decomposed_rms_norm):
        found = norm(x, weight, 1e-5)
        assert found.dtype == dtype and found.shape == x.shape
        torch.testing.assert_close(found, expected, rtol=TOLERANCE[dtype], atol=TOLERANCE[dtype])


def test_half_precision_does_not_overflow_where_squares_would() -> None:
    x = torch.full((2, 64), 1000.0, dtype=torch.float16)
    torch.testing.assert_close(hlolite.rms_norm(x, torch.ones(64, dtype=torch.float16)), torch.ones_like(x))


def test_epsilon_counts_where_x_is_small() -> None:
    x = torch.full((1, 4), 1e-3)
    torch.testing.assert_close(hlolite.rms_norm(x, torch.ones(4), 1e-6), x * (2e-6) ** -0.5)


def test_opcheck_finds_nothing() -> None:
    arguments = (torch.randn(3, 8, requires_grad=True), torch.rand(8, requires_grad=True), 1e-6)
    results = torch.library.opcheck(torch.ops.hlolite.rms_norm.default, arguments)
    assert set(results.values()) == {"SUCCESS"}


def test_gradients_are_those_of_finite_differences() -> None:
    x, weight = torch.randn(3, 5, dtype=torch.float64, requires_grad=True), torch.rand(5, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(lambda x, w: hlolite.rms_norm(x, w, 1e-3), (x, weight))


@pytest.mark.parametrize("in_dims", [(0, None), (1, None), (None, 0), (0, 0), (2, 1)])
def test_vmap_equals_a_loop(in_dims: tuple[int | None, int | None]) -> None:
    batch, size = 4, 6
    x = torch.randn(3, size) if in_dims[0] is None else torch.randn(batch, 3, size).movedim(0, in_dims[0])
    weight = torch.rand(size) if in_dims[1] is None else torch.rand(batch, size).movedim(0, in_dims[1])
    found = torch.vmap(lambda x, w: hlolite.rms_norm(x, w, 1e-6), in_dims=in_dims)(x, weight)
    each = [
        hlolite.rms_norm(
            x if in_dims[0] is None else x.select(in_dims[0], index),
            weight if in_dims[1] is None else weight.select(in_dims[1], index),
            1e-6,
        )
        for index in range(batch)
    ]
    torch.testing.assert_close(found, torch.stack(each))


@pytest.mark.parametrize(
    ("x", "weight", "epsilon", "message"),
    [
        (torch.ones(2, 4), torch.ones(1, 4), 1e-6, r"weight must be 1-D \(was 2-D\)"),
        (torch.ones(2, 4), torch.ones(5), 1e-6, r"last dimension, 4 \(was 5\)"),
        (torch.ones(()), torch.ones(1), 1e-6, r"last dimension, none \(was 1\)"),
        (torch.ones(2, 4), torch.ones(4), 0.0, r"epsilon must be a finite number above 0 \(was 0.0\)"),
        (torch.ones(2, 4), torch.ones(4), -1.0, "epsilon must be"),
        (torch.ones(2, 4), torch.ones(4), float("nan"), "epsilon must be"),
        (torch.ones(2, 4), torch.ones(4, dtype=torch.float64), 1e-6, "one floating-point type"),
        (torch.ones(2, 4, dtype=torch.int32), torch.ones(4, dtype=torch.int32), 1e-6, "one floating-point type"),
    ],
)
def test_bad_arguments_are_named(x: torch.Tensor, weight: torch.Tensor, epsilon: float, message: str) -> None:
    for norm in (hlolite.rms_norm, hlolite.decomposed_rms_norm, torch.ops.hlolite.rms_norm):
        with pytest.raises(ValueError, match=message):
            norm(x, weight, epsilon)


def test_the_module_refuses_what_cannot_be_normalized() -> None:
    assert repr(hlolite.RMSNorm(4, epsilon=0.5)) == "RMSNorm(4, epsilon=0.5)"
    with pytest.raises(ValueError, match="size must be above 0"):
        hlolite.RMSNorm(0)
    with pytest.raises(ValueError, match="epsilon must be"):
        hlolite.RMSNorm(4, epsilon=0)
