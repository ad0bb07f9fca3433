"""Export with dynamic dimensions: one program, and one model, for every size."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from conftest import text_of
from torch import Tensor, nn
from torch.export import Dim

import hlolite_torch as hlolite

BATCH, LENGTH = Dim("batch", min=2), Dim("length", min=2, max=128)


class Encoder(nn.Module):
    """Embedding, a table of positions that is cut to the length, attention, LayerNorm and GELU."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(50, 16)
        self.layer = nn.TransformerEncoderLayer(16, 2, 32, activation="gelu", batch_first=True, norm_first=True)
        self.register_buffer("positions", torch.randn(128, 16), persistent=False)

    def forward(self, ids: Tensor) -> Tensor:
        result: Tensor = self.layer(self.embedding(ids) + self.positions[: ids.shape[1]])
        return result


class Causal(nn.Module):
    """Attention with a mask that depends on the length, behind the custom norm."""

    def __init__(self) -> None:
        super().__init__()
        self.norm, self.qkv = hlolite.RMSNorm(16), nn.Linear(16, 48)

    def forward(self, x: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(self.norm(x)).view(batch, length, 3, 4, 4).permute(2, 0, 3, 1, 4)
        return nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True).transpose(1, 2).reshape(batch, length, width)


class Pool(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x.mean(1)


class Last(nn.Module):
    """The last position, whose index depends on the length, and positions that are looked up by numbers up to the length, as Llama's are."""

    def __init__(self) -> None:
        super().__init__()
        self.positions = nn.Parameter(torch.randn(128, 16))

    def forward(self, x: Tensor) -> Tensor:
        length = x.shape[1]
        index = torch.arange(length)
        mask = (index[:, None] >= index[None, :])[index[:, None], index[None, :]]
        weights = torch.where(mask, 0.0, float("-inf")).softmax(-1)
        return (weights @ (x + self.positions[index]))[:, -1]


def mlp() -> nn.Module:
    return nn.Sequential(nn.Linear(16, 32), nn.GELU(), nn.LayerNorm(32), nn.Linear(32, 4))


def ids(batch: int, length: int) -> Tensor:
    return torch.randint(0, 50, (batch, length))


def vectors(batch: int, length: int) -> Tensor:
    return torch.randn(batch, length, 16)


CASES = {
    "an MLP of any batch": (mlp, vectors, {0: BATCH}),
    "an encoder of any batch": (Encoder, ids, {0: BATCH}),
    "an encoder of any batch and length": (Encoder, ids, {0: BATCH, 1: LENGTH}),
    "causal attention of any batch and length": (Causal, vectors, {0: BATCH, 1: LENGTH}),
    "the last of any length, behind a mask that is looked up": (Last, vectors, {0: BATCH, 1: LENGTH}),
    "a mean over any length": (Pool, vectors, {0: BATCH, 1: LENGTH}),
}


def native(model: Path, x: Tensor) -> Tensor:
    """What LiteRT computes for the input, resized to its shape."""
    from ai_edge_litert.interpreter import Interpreter

    interpreter = Interpreter(model_path=str(model))
    (port,) = interpreter.get_input_details()
    interpreter.resize_tensor_input(port["index"], x.shape)
    interpreter.allocate_tensors()
    interpreter.set_tensor(port["index"], x.numpy())
    interpreter.invoke()
    return torch.from_numpy(interpreter.get_tensor(interpreter.get_output_details()[0]["index"]))


@pytest.mark.parametrize("case", CASES)
def test_one_model_gives_the_numbers_of_torch_for_every_size(case: str, tmp_path: Path, hlolite_command) -> None:
    make, inputs, dynamic = CASES[case]
    module = make().eval()
    # Native LiteRT knows no custom op.
    files = hlolite.export(module, (inputs(3, 5),), tmp_path / "any", dynamic_shapes=(dynamic,), rms_norm="decomposed")
    model = tmp_path / "any.tflite"
    hlolite_command("convert", files.program, "-o", model, "--weights", files.weights, "--signature", files.signature)
    assert "right" in hlolite_command("run", model, "--inputs", files.io, "--expect")
    for batch, length in ((2, 5), (7, 11 if 1 in dynamic else 5)):
        x = inputs(batch, length)
        io = hlolite.export(module, (x,), tmp_path / f"of_{batch}").io
        assert "right" in hlolite_command("run", model, "--inputs", io, "--expect")
        torch.testing.assert_close(native(model, x), module(x).detach(), rtol=1e-4, atol=1e-5)


def test_the_custom_norm_stays_one_op(tmp_path: Path) -> None:
    files = hlolite.export(Causal().eval(), (vectors(3, 5),), tmp_path, dynamic_shapes=({0: BATCH, 1: LENGTH},))
    assert "custom_call @hlolite.rms_norm(" in (text := text_of(files.program)) and "tensor<?x?x16xf32>" in text
    signature = json.loads(files.signature.read_text())
    assert signature["arguments"][-1]["shape"] == signature["results"][0]["shape"] == [-1, -1, 16]


def test_weights_may_be_in_the_program(tmp_path: Path, hlolite_command) -> None:
    files = hlolite.export(mlp().eval(), (vectors(3, 5),), tmp_path, weights="inline", dynamic_shapes=({0: BATCH},))
    hlolite_command("convert", files.program, "-o", tmp_path / "m.tflite")
    assert "right" in hlolite_command("run", tmp_path / "m.tflite", "--inputs", files.io, "--expect")


class Twice(nn.Module):
    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        return torch.cat([x, x], 0) + y


class Padded(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return nn.functional.pad(x, (0, 0, 1, 2))[:, 1:]


@pytest.mark.parametrize(
    ("module", "shapes", "dynamic", "result"),
    [
        (Twice(), [(3, 4), (6, 4)], ({0: BATCH}, {0: 2 * BATCH}), "tensor<?x4xf32>"),
        (Padded(), [(2, 5, 4)], ({1: LENGTH},), "tensor<2x?x4xf32>"),
        (Pool(), [(2, 5, 4)], ({0: Dim.STATIC, 1: Dim.DYNAMIC},), "tensor<2x4xf32>"),
    ],
)
def test_sizes_may_be_made_of_others(
    module: nn.Module, shapes: list[tuple[int, ...]], dynamic: object, result: str, tmp_path: Path
) -> None:
    text = text_of(hlolite.export(module, tuple(map(torch.randn, shapes)), tmp_path, dynamic_shapes=dynamic).program)
    assert f"-> {result} {{\n" in text


class Scaled(nn.Module):
    def __init__(self, function: Callable[[int], float]) -> None:
        super().__init__()
        self.function = function

    def forward(self, x: Tensor) -> Tensor:
        return x * self.function(x.shape[0])


def test_what_no_program_can_say_for_every_size_is_an_error_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(NotImplementedError, match="export with static shapes"):
        hlolite.export(Scaled(lambda size: size**0.5), (torch.randn(3, 8),), tmp_path, dynamic_shapes=({0: BATCH},))
    assert list(tmp_path.iterdir()) == []


def test_a_dimension_may_have_two_sizes_only(tmp_path: Path) -> None:
    files = hlolite.export(mlp().eval(), (vectors(3, 5),), tmp_path, dynamic_shapes=({0: Dim("few", min=2, max=3)},))
    assert "tensor<?x5x16xf32>" in text_of(files.program)
