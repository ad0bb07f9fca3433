"""Transposed convolutions, whose output_padding litert-torch fills with zeros."""

from pathlib import Path

import pytest
import torch
from conftest import text_of
from torch.nn import ConvTranspose1d, ConvTranspose2d, ConvTranspose3d

import hlolite_torch as hlolite


@pytest.mark.parametrize(
    ("module", "shape"),
    [
        (ConvTranspose1d(4, 6, 3, stride=3, output_padding=2), (1, 4, 5)),
        (ConvTranspose2d(4, 6, 3, stride=2, padding=1, output_padding=1), (2, 4, 5, 6)),
        (ConvTranspose2d(4, 6, 3, stride=2, padding=1, output_padding=(1, 0), groups=2, bias=False), (1, 4, 5, 6)),
        (ConvTranspose2d(4, 4, (3, 2), stride=(1, 2), output_padding=(1, 1), dilation=2, groups=4), (1, 4, 5, 6)),
        (ConvTranspose3d(2, 3, 3, stride=2, padding=1, output_padding=1), (1, 2, 3, 4, 3)),
    ],
)
def test_what_output_padding_adds_is_what_the_kernel_reaches(module: torch.nn.Module, shape: tuple[int, ...], tmp_path: Path, hlolite_command) -> None:
    files = hlolite.export(module.eval(), (torch.randn(shape),), tmp_path, weights="inline")
    assert "stablehlo.pad" not in text_of(files.program)
    hlolite_command("convert", files.program, "-o", tmp_path / "model.tflite")
    assert "right" in hlolite_command("run", tmp_path / "model.tflite", "--inputs", files.io, "--expect")


def test_convolutions_without_it_keep_their_lowering(tmp_path: Path, hlolite_command) -> None:
    module = torch.nn.Sequential(ConvTranspose2d(4, 6, 3, stride=2), torch.nn.Conv2d(6, 2, 3)).eval()
    files = hlolite.export(module, (torch.randn(1, 4, 5, 6),), tmp_path, weights="inline")
    assert text_of(files.program).count("stablehlo.convolution") == 2
    hlolite_command("convert", files.program, "-o", tmp_path / "model.tflite")
    assert "right" in hlolite_command("run", tmp_path / "model.tflite", "--inputs", files.io, "--expect")
