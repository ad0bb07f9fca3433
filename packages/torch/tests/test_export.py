"""Export: the files, the norm in each form, and the numbers of the converted model in LiteRT."""

import json
import re
from pathlib import Path

import pytest
import torch
from conftest import text_of
from safetensors import safe_open

import hlolite_torch as hlolite


class Block(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.up, self.down = torch.nn.Linear(8, 16), torch.nn.Linear(16, 4)
        self.norm = hlolite.RMSNorm(16, epsilon=3e-6)
        torch.nn.init.uniform_(self.norm.weight, 0.5, 1.5)
        self.register_buffer("offset", torch.arange(4.0))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.down(torch.nn.functional.gelu(self.norm(self.up(x)))) + self.offset


@pytest.fixture
def block() -> Block:
    return Block().eval()


def test_weights_stand_apart_and_the_signature_says_which_argument_is_which(block: Block, tmp_path: Path) -> None:
    x = torch.randn(3, 8)
    files = hlolite.export(block, (x,), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["io.safetensors", "model.safetensors", "program.mlirbc", "signature.json"]
    text = text_of(files.program)
    assert "dense_resource" not in text and len(text) < 20_000
    signature = json.loads(files.signature.read_text())
    by_name = {port["name"]: port for port in signature["arguments"]}
    assert by_name["x"] == {"index": by_name["x"]["index"], "kind": "input", "name": "x", "tensor": "input_0", "dtype": "float32", "shape": [3, 8]}
    with safe_open(files.weights, "pt") as weights:
        parameters = {port["tensor"] for port in signature["arguments"] if port["kind"] == "parameter"}
        assert parameters == set(weights.keys())
        for name, tensor in [*block.named_parameters(), *block.named_buffers()]:
            torch.testing.assert_close(weights.get_tensor(name), tensor.detach(), rtol=0, atol=0)
    with safe_open(files.io, "pt") as io:
        torch.testing.assert_close(io.get_tensor("input_0"), x)
        torch.testing.assert_close(io.get_tensor("expected_0"), block(x).detach())


def test_the_custom_call_keeps_epsilon(block: Block, tmp_path: Path) -> None:
    text = text_of(hlolite.export(block, (torch.randn(3, 8),), tmp_path).program)
    assert "stablehlo.custom_call @hlolite.rms_norm(" in text
    assert "api_version = 4 : i32, backend_config = {epsilon = 3.000000e-06 : f64}" in text


@pytest.mark.parametrize(("form", "marks", "calls"), [("composite", 3, 0), ("decomposed", 0, 0)])
def test_other_forms_hold_no_custom_op(block: Block, tmp_path: Path, form: str, marks: int, calls: int) -> None:
    text = text_of(hlolite.export(block, (torch.randn(3, 8),), tmp_path, rms_norm=form).program)
    assert text.count("custom_call @mark_tensor") == marks
    assert text.count("custom_call @hlolite.rms_norm") == calls


@pytest.mark.parametrize("form", ["custom_call", "composite", "decomposed"])
@pytest.mark.parametrize("weights", ["safetensors", "inline"])
def test_the_exported_files_convert_and_give_the_numbers_of_torch(block: Block, tmp_path: Path, hlolite_command, form: str, weights: str) -> None:
    files = hlolite.export(block, (torch.randn(3, 8),), tmp_path, weights=weights, rms_norm=form)
    apart = ["--weights", files.weights, "--signature", files.signature] if files.weights else []
    hlolite_command("convert", files.program, "-o", tmp_path / "model.tflite", *apart)
    assert "right" in hlolite_command("run", tmp_path / "model.tflite", "--inputs", files.io, "--expect")


def test_convert_goes_from_the_module_to_the_tflite(block: Block, tmp_path: Path, hlolite_command) -> None:
    model = hlolite.convert(block, (torch.randn(3, 8),), tmp_path / "block.tflite")
    assert model.read_bytes()[4:8] == b"TFL3"
    assert "CUSTOM(hlolite.rms_norm)" in hlolite_command("inspect", model)


def test_what_the_compiler_refuses_is_an_error_with_its_diagnostics(block: Block, tmp_path: Path, hlolite_command) -> None:
    with pytest.raises(hlolite.ConversionError, match="hlolite.rms_norm"):
        hlolite.convert(block, (torch.randn(3, 8),), tmp_path / "no.tflite", options=["--custom-op", "hlolite.rms_norm=error"])
    assert not (tmp_path / "no.tflite").exists()
    with pytest.raises(hlolite.ConversionError, match="install Node"):
        hlolite.convert(block, (torch.randn(3, 8),), tmp_path / "no.tflite", command=["/no/such/command"])


class Tied(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.embedding, self.head = torch.nn.Embedding(50, 16), torch.nn.Linear(16, 50, bias=False)
        self.head.weight = self.embedding.weight

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return self.head(self.embedding(ids))


def test_tied_weights_are_written_once(tmp_path: Path, hlolite_command) -> None:
    files = hlolite.export(Tied().eval(), (torch.randint(0, 50, (2, 3)),), tmp_path)
    with safe_open(files.weights, "pt") as weights:
        assert list(weights.keys()) == ["embedding.weight"]
    hlolite_command("convert", files.program, "-o", tmp_path / "m.tflite", "--weights", files.weights, "--signature", files.signature)
    assert "right" in hlolite_command("run", tmp_path / "m.tflite", "--inputs", files.io, "--expect")


class Counting(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("count", torch.zeros(4))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.count.add_(1)


class Half(torch.nn.Module):
    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, None]:
        return x * 2, None


def test_what_a_program_cannot_do_is_named(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="must not change its buffers"):
        hlolite.export(Counting(), (torch.randn(3, 4),), tmp_path)
    with pytest.raises(TypeError, match=r"must return tensors .returns None"):
        hlolite.export(Half(), (torch.randn(3, 4),), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_wrong_options_are_named(block: Block, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="weights must be"):
        hlolite.export(block, (torch.randn(3, 8),), tmp_path, weights="pickle")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="rms_norm must be"):
        hlolite.export(block, (torch.randn(3, 8),), tmp_path, rms_norm="fused")  # type: ignore[arg-type]


def test_the_examples_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hlolite_command) -> None:
    monkeypatch.chdir(tmp_path)
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    for number, code in enumerate(re.findall(r"```python\n(.*?)```", readme, re.DOTALL)):
        exec(compile(code, f"README example {number}", "exec"), {"torch": torch, "hlolite": hlolite})
    assert {"block", "block.tflite", "anywhere.tflite"} <= {path.name for path in tmp_path.iterdir()}
