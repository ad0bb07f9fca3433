"""From a module to a .tflite in one call: `export`, then the command line of hlolite (Node)."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import torch

from .export import Form, export


class ConversionError(RuntimeError):
    """The compiler refused the program; the message is its diagnostics."""


def convert(
    module: torch.nn.Module,
    args: tuple[Any, ...],
    output: str | Path,
    *,
    weights: Literal["safetensors", "inline"] = "safetensors",
    kwargs: Mapping[str, Any] | None = None,
    dynamic_shapes: Any = None,
    rms_norm: Form = "custom_call",
    options: Sequence[str] = (),
    command: Sequence[str] | None = None,
) -> Path:
    """Exports a module and converts it to a .tflite.

    Args:
        module, args, weights, kwargs, dynamic_shapes, rms_norm: as for `export`.
        output: the .tflite file.
        options: more options of `hlolite convert`, such as ["--custom-op", "my.swiglu=composite"].
        command: how hlolite is started; by default the environment variable HLOLITE, `hlolite` on the PATH, or `npx hlolite`.

    Returns:
        The path of the .tflite.

    Raises:
        ConversionError: the compiler refused the program, or Node is not there.
    """
    start = list(command) if command else _command()
    with tempfile.TemporaryDirectory(prefix="hlolite-") as folder:
        files = export(
            module, args, folder, weights=weights, kwargs=kwargs, dynamic_shapes=dynamic_shapes, rms_norm=rms_norm
        )
        call = [*start, "convert", str(files.program), "-o", str(output), *options]
        if files.weights is not None:
            call += ["--weights", str(files.weights), "--signature", str(files.signature)]
        try:
            done = subprocess.run(call, capture_output=True, text=True, check=False)
        except OSError as error:
            raise ConversionError(f"hlolite must be installed to convert ({start[0]}: {error.strerror}); install Node 20.19 or newer") from error
    if done.returncode != 0:
        raise ConversionError(done.stderr.strip() or done.stdout.strip())
    return Path(output)


def _command() -> list[str]:
    named = os.environ.get("HLOLITE")
    if named:
        return named.split()
    return ["hlolite"] if shutil.which("hlolite") else ["npx", "--yes", "hlolite"]
